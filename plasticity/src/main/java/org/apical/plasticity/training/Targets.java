package org.apical.plasticity.training;

import org.apical.network.control.OutputTarget;

/** Where the controller drives the output. */
@FunctionalInterface
public interface Targets {
    /** r_L* of these samples, side by side in their order. */
    OutputTarget of(Samples samples);
}
