package org.apical.app.task;

import java.util.Locale;
import org.apical.plasticity.task.SquaredError;
import org.apical.plasticity.training.Learner;
import org.apical.plasticity.training.SampleSet;

/** How well a network does on held-out samples. */
public enum Score {
    /** Share of samples whose largest output is that of their class. */
    ACCURACY("accuracy") {
        @Override
        public String words(double x) {
            return number("%.1f %%", shown(x));
        }

        @Override
        public double shown(double x) {
            return 100 * x;
        }

        @Override
        public String axis() {
            return "accuracy (%)";
        }

        @Override
        public boolean better(double x, double than) {
            return x > than;
        }

        @Override
        public double of(double[][] outputs, SampleSet samples) {
            return Learner.accuracy(outputs, samples);
        }
    },
    /** Mean over samples of sum_o (r_o - y_o)^2. */
    LOSS("loss") {
        @Override
        public String words(double x) {
            return number("%.3g", x);
        }

        @Override
        public boolean better(double x, double than) {
            return x < than;
        }

        @Override
        public double of(double[][] outputs, SampleSet samples) {
            return SquaredError.loss(outputs, samples);
        }
    };

    private final String name;

    Score(String name) {
        this.name = name;
    }

    private static String number(String format, double x) {
        return Double.isNaN(x) ? "–" : String.format(Locale.ROOT, format, x);
    }

    /**
     * Its name in metrics.csv and JSON.
     *
     * @param part of the data: train, validation, test
     */
    public String quantity(String part) {
        return part + "_" + name;
    }

    /** Its name for people. */
    public String title(String part) {
        return part + " " + name;
    }

    /** Whether one value is better than another. */
    public abstract boolean better(double x, double than);

    /** The score of outputs [sample][output]. */
    public abstract double of(double[][] outputs, SampleSet samples);

    /** The number that charts draw. */
    public double shown(double x) {
        return x;
    }

    /** What charts call it. */
    public String axis() {
        return name;
    }

    /** A score for people. */
    public abstract String words(double x);
}
