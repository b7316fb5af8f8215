package org.apical.plasticity.rule;

import java.util.OptionalDouble;
import org.apical.network.synapse.Quantity;
import org.apical.network.synapse.Reading;
import org.apical.neuron.parameter.Require;

/** How the basal dendrite's prediction v* of the soma is read. */
public sealed interface Prediction {

    /** What is read of the basal dendrite. */
    Reading reading();

    /** As a description asks for it. */
    static Prediction of(DendriticPrediction.Description.Reader reader, RuleDescription.Place place) {
        return reader == DendriticPrediction.Description.Reader.THROUGH_SOMA
                ? new ThroughSoma(place.somaTauMs(), place.dtMs())
                : new Instantaneous();
    }

    /** What part of the prediction a step leaves, exp(-dt/tau); nothing where it is v* itself. */
    OptionalDouble keep();

    /** As it is: the soma follows its dendrite without delay (rates, graded compartments near their steady state). */
    record Instantaneous() implements Prediction {
        @Override
        public Reading reading() {
            return new Reading.Present(Quantity.LOCAL_POTENTIAL);
        }

        @Override
        public OptionalDouble keep() {
            return OptionalDouble.empty();
        }
    }

    /**
     * Through the time constant of the soma: tau dv/dt = -v + v*, v* the mean over each step.
     *
     * <p>The soma low-passes the very fluctuations that V_b shows at once. With spikes, both are correlated with the presynaptic trace and an
     * unfiltered prediction biases the rule by a term proportional to -W (physics.md 7).
     *
     * @param tauMs somatic time constant (ms), a constant of the neuron
     * @param dtMs time step (ms)
     */
    record ThroughSoma(double tauMs, double dtMs) implements Prediction {
        public ThroughSoma {
            Require.positive("Prediction.tauMs", tauMs, "ms");
            Require.positive("Prediction.dtMs", dtMs, "ms");
        }

        @Override
        public Reading reading() {
            return new Reading.LowPassed(Quantity.LOCAL_POTENTIAL, tauMs);
        }

        @Override
        public OptionalDouble keep() {
            return OptionalDouble.of(Math.exp(-dtMs / tauMs));
        }
    }
}
