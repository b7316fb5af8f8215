package org.apical.app.experiment;

import java.util.List;
import org.apical.neuron.parameter.Key;
import org.apical.neuron.parameter.Require;

/** What an audit looks at, and how long. */
public record AuditPlan(
        @Key(value = "what the audited network is run as", or = "F2")
        Form formulation,

        @Key(value = "networks that are drawn and trained, one a seed, from the seed of the experiment on", or = "5", least = 2, most = 100)
        int seeds,

        @Key(value = "samples that a training learns from in which something is changed, at most", or = "512", least = 1)
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

        @Key(value = "what is changed, a step at a time until learning fails; an empty list: it is not asked", or = "{}")
        Sweeps sweeps,

        @Key(value = "numbers of hidden layers that are tried, each as wide as the first", or = "[1, 2, 3, 4]")
        List<Integer> depths) {
    private static final int QUICK_SEEDS = 3;
    private static final int QUICK_TRAIN = 256;
    private static final int QUICK_TEST = 200;
    private static final int QUICK_EPOCHS = 2;
    private static final int MOST_HIDDEN = 20;

    public AuditPlan {
        depths = List.copyOf(depths);
        Require.that(
                depths.stream().allMatch(d -> d >= 1 && d <= MOST_HIDDEN),
                "AuditPlan.depths",
                "must be 1 .. " + MOST_HIDDEN,
                depths);
    }

    /**
     * Values of what is changed, each list from mild to severe.
     *
     * @param noise standard deviations of v^fb (units of v)
     * @param delaysMs by which control arrives later than the file says
     * @param feedback shares of the entries of Q that exist
     * @param forward probabilities with which a forward synapse exists
     * @param conductance coefficients of variation of conductances from neuron to neuron
     * @param capacitance the same of capacitances
     * @param threshold the same of thresholds, relative to the depolarisation of a unit of v
     * @param synapses the same of synaptic time constants
     * @param assumed factors by which the conductance of the apical coupling is taken wrongly where synapses are scaled to the cell
     */
    public record Sweeps(
            @Key(value = "standard deviation of v^fb (units of v)", or = "[0.1, 0.3, 1, 3, 10, 30]")
            List<Double> noise,

            @Key(value = "by which control arrives later than the file says", or = "[5, 10, 20, 50, 100, 200]")
            List<Double> delaysMs,

            @Key(value = "share of the entries of Q that exist", or = "[0.75, 0.5, 0.3, 0.2, 0.1, 0.05]")
            List<Double> feedback,

            @Key(value = "probability of a forward synapse", or = "[0.5, 0.2, 0.1, 0.05]")
            List<Double> forward,

            @Key(value = "coefficient of variation of conductances from neuron to neuron", or = "[0.1, 0.2, 0.4, 0.8]")
            List<Double> conductance,

            @Key(value = "of capacitances", or = "[0.1, 0.2, 0.4, 0.8]")
            List<Double> capacitance,

            @Key(value = "of thresholds, in units of v", or = "[0.1, 0.3, 1, 3]")
            List<Double> threshold,

            @Key(value = "of synaptic time constants", or = "[0.1, 0.2, 0.4, 0.8]")
            List<Double> synapses,

            @Key(value = "factor by which the apical coupling conductance is overestimated where synapses are scaled to the cell", or = "[1.25, 1.5, 2, 4]")
            List<Double> over,

            @Key(value = "factor by which it is underestimated", or = "[0.8, 0.65, 0.5, 0.25]")
            List<Double> under) {
        public Sweeps {
            noise = ascending("noise", noise, 0);
            delaysMs = ascending("delaysMs", delaysMs, 0);
            feedback = descending("feedback", feedback, 1);
            forward = descending("forward", forward, 1);
            conductance = ascending("conductance", conductance, 0);
            capacitance = ascending("capacitance", capacitance, 0);
            threshold = ascending("threshold", threshold, 0);
            synapses = ascending("synapses", synapses, 0);
            over = ascending("over", over, 1);
            under = descending("under", under, 1);
        }

        private static List<Double> ascending(String key, List<Double> values, double from) {
            double last = from;
            for (double x : values) {
                Require.that(x > last, "sweeps." + key, "must rise, from above " + from, values);
                last = x;
            }
            return List.copyOf(values);
        }

        private static List<Double> descending(String key, List<Double> values, double from) {
            double last = from;
            for (double x : values) {
                Require.that(x < last && x > 0, "sweeps." + key, "must fall, from below " + from + ", above 0", values);
                last = x;
            }
            return List.copyOf(values);
        }

        private Sweeps thinned() {
            return new Sweeps(
                    thinned(noise),
                    thinned(delaysMs),
                    thinned(feedback),
                    thinned(forward),
                    thinned(conductance),
                    thinned(capacitance),
                    thinned(threshold),
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

    /** The same with so many seeds. */
    public AuditPlan withSeeds(int other) {
        return new AuditPlan(formulation, other, train, test, epochs, tolerated, sweeps, depths);
    }
}
