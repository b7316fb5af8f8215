package org.apical.neuron.soma;

import java.util.Objects;
import org.apical.neuron.transfer.FiringRate;

/** Graded output nu = rho(V_s), no spikes. */
public record Graded(FiringRate rate) implements SomaticOutput {
    public Graded {
        Objects.requireNonNull(rate, "Graded.rate");
    }
}
