package org.apical.app.task;

import java.util.Locale;

/** How well a network does on held-out samples. */
public enum Score {
    /** Share of samples whose largest output is that of their class. */
    ACCURACY("test_accuracy", "test accuracy") {
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
            return title() + " (%)";
        }
    },
    /** Mean over samples of sum_o (r_o - y_o)^2. */
    LOSS("test_loss", "test loss") {
        @Override
        public String words(double x) {
            return number("%.3g", x);
        }
    };

    private final String quantity;
    private final String title;

    Score(String quantity, String title) {
        this.quantity = quantity;
        this.title = title;
    }

    private static String number(String format, double x) {
        return Double.isNaN(x) ? "–" : String.format(Locale.ROOT, format, x);
    }

    /** Its name in metrics.csv and JSON. */
    public String quantity() {
        return quantity;
    }

    /** Its name for people. */
    public String title() {
        return title;
    }

    /** The number that charts draw. */
    public double shown(double x) {
        return x;
    }

    /** What charts call it. */
    public String axis() {
        return title;
    }

    /** A score for people. */
    public abstract String words(double x);
}
