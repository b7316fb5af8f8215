package org.apical.app.study.images;

import java.util.OptionalDouble;
import org.apical.app.study.images.Settings.Noise;
import org.apical.app.study.images.Settings.Setting;

/**
 * What is learned of image sets, and the settings of what learns it: published (physics.md 8; released settings of Meulemans et al. 2021), but for targets that are labels, whose settings are chosen here on 10 000
 * images of MNIST.
 */
public enum ImageSet {
    /** Classes of handwritten digits, 28 x 28. */
    MNIST(
            "MNIST",
            Goal.TEST_ACCURACY,
            55_000,
            "set: mnist, validation: 5000, scaling: {kind: given, mean: [33.3285], deviation: [78.5655]}",
            new Settings(
                    new Setting(6.043e-5, 1.333e-8, 0.1, 2.466e-4, 10_000),
                    new Setting(9.266e-5, 9.446e-8, 0.0779, 1.389e-3, 20_000),
                    new Setting(2.978e-7, 5.770e-8, 0.001, 0, 0),
                    new Setting(2.630e-7, 2.483e-8, 0.001, 0, 0),
                    new Noise(1.524e-3, 324.7, 0.613, 0.157, 1e-3, 6.3, 2, 48, 3e-3, 1.5e-3, 1.561e-6),
                    new Setting(1e-3, 2e-8, 1, 0.01, 10_000)),
            new Published(0.9817, 0.9780, 0.9772)),
    /** Classes of articles of clothing, 28 x 28. */
    FASHION_MNIST(
            "Fashion-MNIST",
            Goal.TEST_ACCURACY,
            55_000,
            "set: fashion-mnist, validation: 5000, scaling: {kind: given, mean: [33.3285], deviation: [78.5655]}",
            new Settings(
                    new Setting(5.424e-5, 1.465e-10, 0.1, 0.7985, 1500),
                    new Setting(4.406e-5, 3.661e-8, 0.0561, 2.061e-4, 6000),
                    new Setting(5.442e-7, 2.709e-8, 0.001, 0, 0),
                    new Setting(7.676e-6, 3.252e-7, 0.001, 0, 0),
                    new Noise(2.451e-3, 134.7, 0.2337, 6.427e-3, 0.1, 5.5, 3, 34, 3e-3, 1.5e-3, 3.561e-8),
                    MNIST.settings.strong()),
            new Published(0.8940, 0.8870, 0.8726)),
    /** Handwritten digits, reproduced; what is not given of noise and alpha as where it is. */
    AUTOENCODER(
            "MNIST autoencoder",
            Goal.TEST_LOSS,
            MNIST.samples,
            MNIST.data,
            new Settings(
                    new Setting(5.519e-6, 1.063e-7, 0.1, 3.688e-2, 20_000),
                    new Setting(1.867e-4, 2.779e-8, 0.0203, 3.688e-2, 20_000),
                    new Setting(1.367e-6, 9.191e-7, 0.001, 0, 0),
                    new Setting(3.151e-7, 5.150e-8, 0.001, 0, 0),
                    MNIST.settings.noise(),
                    MNIST.settings.strong()),
            Published.NOTHING),
    /** Classes of handwritten digits, for the samples that are learned from; likewise. */
    TRAINING(
            "MNIST training loss",
            Goal.TRAINING_LOSS,
            MNIST.samples,
            MNIST.data,
            new Settings(
                    new Setting(8.756e-5, 4.517e-8, 0.1, 4.343e-5, 500),
                    new Setting(9.888e-5, 3.896e-8, 0.0111, 4.343e-5, 500),
                    new Setting(1.019e-7, 1.407e-7, 0.001, 0, 0),
                    new Setting(2.655e-5, 6.314e-8, 0.001, 0, 0),
                    MNIST.settings.noise(),
                    MNIST.settings.strong()),
            Published.NOTHING),
    /** Embedded digits, 8 x 8, with the settings of MNIST, which learn faster here: the short form of studies, for which nothing is published. */
    DIGITS(
            "digits",
            Goal.TEST_ACCURACY,
            1047,
            "set: digits, validation: 250, test: 500, scaling: {kind: standardised}",
            MNIST.settings.faster(),
            Published.NOTHING),
    /** The same, reproduced. */
    DIGITS_AUTOENCODER(
            "digits autoencoder",
            Goal.TEST_LOSS,
            DIGITS.samples,
            DIGITS.data,
            AUTOENCODER.settings.faster(),
            Published.NOTHING),
    /** The same, for the samples that are learned from. */
    DIGITS_TRAINING(
            "digits training loss",
            Goal.TRAINING_LOSS,
            DIGITS.samples,
            DIGITS.data,
            TRAINING.settings.faster(),
            Published.NOTHING);

    /** Units of the first hidden layer for one of the code in the middle. */
    private static final int NARROWING = 8;

    private final String title;
    private final Goal goal;
    private final int samples;
    private final String data;
    private final Settings settings;
    private final Published published;

    /** Test accuracy after 40 epochs of the commands released for Strong-DFC (Meulemans et al. 2022): backprop, DFC with learned feedback, Strong-DFC. */
    private record Published(double backprop, double control, double strong) {
        static final Published NOTHING = new Published(Double.NaN, Double.NaN, Double.NaN);
    }

    ImageSet(String title, Goal goal, int samples, String data, Settings settings, Published published) {
        this.title = title;
        this.goal = goal;
        this.samples = samples;
        this.data = data;
        this.settings = settings;
        this.published = published;
    }

    /** Its name for people. */
    public String title() {
        return title;
    }

    /** Samples that are not held out. */
    public int samples() {
        return samples;
    }

    /** What it is learned for. */
    public Goal goal() {
        return goal;
    }

    /** What its methods are given. */
    Settings settings() {
        return settings;
    }

    /** The key {@code data} of an experiment; bytes are standardised by mean 0.1307 and deviation 0.3081 of their range. */
    String data() {
        return "{" + data + (goal == Goal.TEST_LOSS ? ", autoencoder: true}" : "}");
    }

    /**
     * The key {@code layers}: three hidden ones of tanh, of an autoencoder tanh, linear and tanh, the middle one narrow; linear outputs.
     *
     * @param hidden units of the first hidden layer
     */
    String layers(int hidden) {
        boolean code = goal == Goal.TEST_LOSS;
        String layer = "{name: hidden %d, units: %d, transfer: %s}, ";
        return "[" + String.format(layer, 1, hidden, "tanh")
                + String.format(layer, 2, code ? hidden / NARROWING : hidden, code ? "linear" : "tanh")
                + String.format(layer, 3, hidden, "tanh") + "{name: output, transfer: linear}]";
    }

    /** Published test accuracy of a method; of control with learned feedback, that of a nudge or of labels as targets. */
    public OptionalDouble published(ImageMethod method) {
        double accuracy =
                switch (method.signal()) {
                    case BACKPROP -> published.backprop();
                    case DIRECT -> Double.NaN;
                    case DFC, DFC_SS, DFC_SSA -> published.control();
                    case STRONG_SS, STRONG -> published.strong();
                };
        return Double.isNaN(accuracy) ? OptionalDouble.empty() : OptionalDouble.of(accuracy);
    }
}
