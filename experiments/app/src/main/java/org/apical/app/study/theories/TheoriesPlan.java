package org.apical.app.study.theories;

import java.util.List;
import org.apical.app.study.StudyNetwork;
import org.apical.neuron.parameter.Require;

/**
 * What the study {@code theories} runs: the network that is described, with the method, its feedback and its rate changed.
 *
 * @param firstSeed root seed of the first repetition, on which rates are chosen
 * @param repetitions networks and divisions of the data drawn anew
 * @param train samples that are learned from
 * @param epochs of learning
 * @param rates of learning that are tried, ascending
 */
public record TheoriesPlan(long firstSeed, int repetitions, int train, int epochs, List<Double> rates) {
    private static final StudyNetwork DESCRIBED = StudyNetwork.of("theories");
    private static final int WHOLE = 1000;

    public TheoriesPlan {
        Require.atLeast("TheoriesPlan.repetitions", repetitions, 1);
        rates = List.copyOf(rates);
        Require.atLeast("TheoriesPlan.rates.length", rates.size(), 1);
    }

    /** The whole study, or the short one. */
    static TheoriesPlan of(long seed, boolean quick) {
        return quick
                ? new TheoriesPlan(seed, 1, 200, 4, List.of(0.01, 0.03))
                : new TheoriesPlan(seed, 5, WHOLE, 6, List.of(0.003, 0.01, 0.03, 0.1));
    }

    /** The network of a theory. */
    StudyNetwork network(Theory theory, double rate, int repetition) {
        return theory.of(DESCRIBED)
                .with("data.train", train)
                .with("learning.optimiser.rate", rate)
                .with("learning.epochs", epochs)
                .with("seed", firstSeed + repetition);
    }

    /** Whether networks learn for long enough that their accuracies say something. */
    boolean whole() {
        return train >= WHOLE;
    }
}
