package org.apical.app.study.neurons;

import java.util.List;
import org.apical.app.study.StudyNetwork;
import org.apical.neuron.parameter.Require;

/**
 * What the study {@code neurons} runs: the network that is described, with keys changed.
 *
 * @param firstSeed root seed of the first repetition, counted on from there
 * @param repetitions networks, samples and noises drawn anew
 * @param train samples that are learned from
 * @param test samples held out
 * @param epochs of learning
 * @param probes held-out samples whose steady states are compared
 * @param couplings ratios g_as/g_bs, ascending
 * @param nmda shares of apical excitation, ascending
 * @param adaptations b (pA), ascending
 */
public record NeuronsPlan(
        long firstSeed,
        int repetitions,
        int train,
        int test,
        int epochs,
        int probes,
        List<Double> couplings,
        List<Double> nmda,
        List<Double> adaptations) {
    private static final StudyNetwork DESCRIBED = StudyNetwork.of("neurons");
    private static final int WHOLE = 512;

    public NeuronsPlan {
        Require.atLeast("NeuronsPlan.repetitions", repetitions, 1);
        couplings = List.copyOf(couplings);
        nmda = List.copyOf(nmda);
        adaptations = List.copyOf(adaptations);
    }

    /** The whole study, or the short one. */
    static NeuronsPlan of(long seed, boolean quick) {
        return quick
                ? new NeuronsPlan(seed, 1, 32, 20, 1, 2, List.of(0.2, 1.0), List.of(0.0, 1.0), List.of(0.0))
                : new NeuronsPlan(
                        seed,
                        3,
                        WHOLE,
                        300,
                        3,
                        8,
                        List.of(1.0 / 9, 0.2, 0.5, 1.0, 3.0),
                        List.of(0.0, 0.25, 0.5, 0.75, 1.0),
                        List.of(0.0, 20.0, 80.0));
    }

    /** The values of a sweep. */
    List<Double> values(Sweep sweep) {
        return switch (sweep) {
            case COUPLING -> couplings;
            case NMDA -> nmda;
            case ADAPTATION -> adaptations;
        };
    }

    /** The network of a point. */
    StudyNetwork network(Sweep sweep, double value, int repetition) {
        return sweep.of(DESCRIBED, value)
                .with("data.train", train)
                .with("data.test", test)
                .with("learning.epochs", epochs)
                .with("agreement.samples", probes)
                .with("formulations", sweep.formulations())
                .with("seed", firstSeed + repetition);
    }

    /** Whether networks learn for long enough that their accuracies say something. */
    boolean whole() {
        return train >= WHOLE;
    }
}
