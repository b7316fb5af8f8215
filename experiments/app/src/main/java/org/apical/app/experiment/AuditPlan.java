package org.apical.app.experiment;

import java.util.List;
import org.apical.neuron.parameter.Key;

/** What an audit looks at, and how long. */
public record AuditPlan(
        @Key(value = "what the audited network is run as", or = "F2")
        Form formulation,

        @Key(
                value = "networks that are drawn and trained, one a seed, from the seed of the experiment on",
                or = "5",
                least = 2,
                most = 100)
        int seeds,

        @Key(
                value = "samples that a training learns from in which something is changed, at most",
                or = "512",
                least = 1)
        int train,

        @Key(value = "held-out samples that such a training is tested on, at most", or = "300", least = 1)
        int test,

        @Key(value = "epochs of such a training, at most", or = "3", least = 1)
        int epochs,

        @Key(
                value = "loss of accuracy up to which learning counts as robust to a change, share of the test samples",
                or = "0.05",
                above = 0,
                below = 1)
        double tolerated,

        @Key(
                value = "what is changed, a step at a time until learning fails; an empty list: it is not asked",
                or = "{}")
        Sweeps sweeps,

        @Key(
                value = "numbers of hidden layers that are tried, each as wide as the first",
                or = "[1, 2, 3, 4]",
                least = 1,
                most = 20)
        List<Integer> depths) {
    private static final int QUICK_SEEDS = 3;
    private static final int QUICK_TRAIN = 256;
    private static final int QUICK_TEST = 200;
    private static final int QUICK_EPOCHS = 2;

    public AuditPlan {
        depths = List.copyOf(depths);
    }

    /**
     * Values of what is changed, in any order.
     *
     * @param noise standard deviations of v^fb (units of v)
     * @param delaysMs by which control arrives later than the file says
     * @param feedback shares of the entries of Q that exist
     * @param forward probabilities with which a forward synapse exists
     * @param conductance coefficients of variation of conductances from neuron to neuron
     * @param capacitance the same of capacitances
     * @param thresholdMv standard deviation of thresholds (mV)
     * @param synapses the same of synaptic time constants
     * @param over factors by which the map of weights and the rules take couplings of soma and dendrites for stronger than they are
     * @param under the same for weaker
     */
    public record Sweeps(
            @Key(value = "standard deviation of v^fb (units of v)", or = "[0.1, 0.3, 1, 3, 10, 30]", above = 0)
            List<Double> noise,

            @Key(
                    value = "by which control arrives later than the file says",
                    or = "[5, 10, 20, 50, 100, 200]",
                    above = 0)
            List<Double> delaysMs,

            @Key(
                    value = "share of the entries of Q that exist",
                    or = "[0.75, 0.5, 0.3, 0.2, 0.1, 0.05]",
                    above = 0,
                    below = 1)
            List<Double> feedback,

            @Key(value = "probability of a forward synapse", or = "[0.5, 0.2, 0.1, 0.05]", above = 0, below = 1)
            List<Double> forward,

            @Key(
                    value = "coefficient of variation of conductances from neuron to neuron",
                    or = "[0.1, 0.2, 0.4, 0.8]",
                    above = 0)
            List<Double> conductance,

            @Key(value = "of capacitances", or = "[0.1, 0.2, 0.4, 0.8]", above = 0)
            List<Double> capacitance,

            @Key(value = "standard deviation of thresholds", or = "[0.1, 0.3, 1, 3]", above = 0)
            List<Double> thresholdMv,

            @Key(value = "of synaptic time constants", or = "[0.1, 0.2, 0.4, 0.8]", above = 0)
            List<Double> synapses,

            @Key(
                    value = "factor by which map and rules overestimate the couplings of soma and dendrites",
                    or = "[1.25, 1.5, 2, 4]",
                    above = 1)
            List<Double> over,

            @Key(value = "factor by which it is underestimated", or = "[0.8, 0.65, 0.5, 0.25]", above = 0, below = 1)
            List<Double> under) {
        public Sweeps {
            noise = List.copyOf(noise);
            delaysMs = List.copyOf(delaysMs);
            feedback = List.copyOf(feedback);
            forward = List.copyOf(forward);
            conductance = List.copyOf(conductance);
            capacitance = List.copyOf(capacitance);
            thresholdMv = List.copyOf(thresholdMv);
            synapses = List.copyOf(synapses);
            over = List.copyOf(over);
            under = List.copyOf(under);
        }

        private Sweeps thinned() {
            return new Sweeps(
                    thinned(noise),
                    thinned(delaysMs),
                    thinned(feedback),
                    thinned(forward),
                    thinned(conductance),
                    thinned(capacitance),
                    thinned(thresholdMv),
                    thinned(synapses),
                    thinned(over),
                    thinned(under));
        }

        /** One value in the middle. */
        private static List<Double> thinned(List<Double> values) {
            return values.isEmpty() ? values : List.of(values.get(values.size() / 2));
        }
    }

    /** The short form: seconds instead of minutes. */
    public AuditPlan quick() {
        return new AuditPlan(
                formulation,
                Math.min(seeds, QUICK_SEEDS),
                Math.min(train, QUICK_TRAIN),
                Math.min(test, QUICK_TEST),
                Math.min(epochs, QUICK_EPOCHS),
                tolerated,
                sweeps.thinned(),
                List.of());
    }
}
