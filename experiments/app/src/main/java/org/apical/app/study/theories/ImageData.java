package org.apical.app.study.theories;

import java.util.Locale;

/** Images that theories learn, ten classes each. */
enum ImageData {
    DIGITS("digits", "set: digits, validation: 297, test: 500"),
    MNIST("MNIST", "set: mnist, validation: 5000, scaling: {kind: given, mean: [33.3285], deviation: [78.5655]}"),
    FASHION_MNIST(
            "Fashion-MNIST",
            "set: fashion-mnist, validation: 5000, scaling: {kind: given, mean: [33.3285], deviation: [78.5655]}");

    private final String label;
    private final String keys;

    ImageData(String label, String keys) {
        this.label = label;
        this.keys = keys;
    }

    /** Its name for people. */
    String label() {
        return label;
    }

    /** Its name in files and measures. */
    String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The key {@code data}. */
    String data(int train) {
        return "{" + keys + ", train: " + train + "}";
    }
}
