package org.apical.app.experiment;

import java.util.Optional;
import org.apical.network.adaptive.AdaptiveParams;
import org.apical.network.adaptive.AdaptiveParams.Read;
import org.apical.neuron.parameter.Key;

/** How the controlled phase that F1 learns from is integrated; whatever else is run, and what an audit gives noise or delays, is stepped. */
public interface Integration {
    /** Steps that are as long as they can be; nothing where all are dt. */
    default Optional<AdaptiveParams> adaptive(Read read) {
        return Optional.empty();
    }

    /** Forward Euler with steps of dt, as published. */
    record Euler() implements Integration {}

    /** The limit dt -> 0 (physics.md 12.1). */
    record Adaptive(
            @Key(value = "of a step, as a share of the displacement that control causes", or = "0.01", above = 0)
            double tolerance)
            implements Integration {
        @Override
        public Optional<AdaptiveParams> adaptive(Read read) {
            return Optional.of(new AdaptiveParams(tolerance, read));
        }
    }
}
