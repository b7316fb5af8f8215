package org.apical.app.study.theories;

import java.util.List;
import org.apical.app.experiment.Form;
import org.apical.neuron.parameter.Require;

/**
 * What the study {@code theories} runs: the network that is described, with the method, its feedback and its rate changed.
 *
 * @param firstSeed root seed of the first network of every theory, counted on from there
 * @param budgets images that are learned, the digits first
 * @param depths numbers of hidden layers, of the digits' width
 * @param forms other formulations that theories of compartments and spikes learn the digits as
 */
public record TheoriesPlan(long firstSeed, List<Budget> budgets, List<Integer> depths, List<Form> forms) {

    /**
     * What every theory is given on one set of images.
     *
     * @param seeds networks, and divisions and orders of the images
     * @param choice how rates are chosen
     */
    public record Budget(Lesson lesson, int seeds, Choice choice) {
        public Budget {
            Require.atLeast("Budget.seeds", seeds, 1);
        }
    }

    /**
     * How the rate of learning of each theory is chosen: the best mean validation accuracy.
     *
     * @param seeds networks that try each rate
     * @param rates that are tried, ascending
     */
    public record Choice(Lesson lesson, int seeds, List<Double> rates) {
        public Choice {
            rates = List.copyOf(rates);
            Require.atLeast("Choice.rates.length", rates.size(), 1);
        }
    }

    public TheoriesPlan {
        budgets = List.copyOf(budgets);
        depths = List.copyOf(depths);
        forms = List.copyOf(forms);
        Require.atLeast("TheoriesPlan.budgets", budgets.size(), 1);
    }

    private static final int WHOLE = 1000;

    /** The whole study, or the short one. */
    static TheoriesPlan of(long seed, boolean quick) {
        if (quick) {
            Lesson brief = new Lesson(ImageData.DIGITS, List.of(32, 32), Form.F1, 200, 4);
            return new TheoriesPlan(
                    seed,
                    List.of(new Budget(brief, 1, new Choice(brief, 1, List.of(0.01, 0.03)))),
                    List.of(),
                    List.of());
        }
        Lesson digits = new Lesson(ImageData.DIGITS, List.of(32, 32), Form.F1, WHOLE, 6);
        return new TheoriesPlan(
                seed,
                List.of(
                        new Budget(digits, 5, new Choice(digits, 5, List.of(0.003, 0.01, 0.03, 0.1))),
                        images(ImageData.MNIST),
                        images(ImageData.FASHION_MNIST)),
                List.of(1, 2, 3, 4),
                List.of(Form.F2, Form.F3));
    }

    private static Budget images(ImageData set) {
        List<Integer> hidden = List.of(64, 64);
        return new Budget(
                new Lesson(set, hidden, Form.F1, 55_000, 5),
                2,
                new Choice(new Lesson(set, hidden, Form.F1, 10_000, 5), 1, List.of(1e-3, 3e-3, 0.01)));
    }

    /** The first one. */
    Budget digits() {
        return budgets.get(0);
    }

    /** Whether networks learn for long enough that their accuracies can be compared. */
    boolean whole() {
        return digits().lesson().train() >= WHOLE;
    }
}
