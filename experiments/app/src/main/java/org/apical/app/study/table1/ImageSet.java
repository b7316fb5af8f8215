package org.apical.app.study.table1;

import java.util.OptionalDouble;

/** Image sets and the published settings of what learns them (physics.md 8; released settings of Meulemans et al. 2021). */
enum ImageSet {
    /** Handwritten digits, 28 x 28. */
    MNIST(
            "MNIST",
            "{set: mnist, validation: 5000, scaling: {kind: given, mean: [33.3285], deviation: [78.5655]}}",
            new Setting(6.043e-5, 1.333e-8, 0.1, 2.466e-4, 10_000),
            new Setting(9.266e-5, 9.446e-8, 0.0779, 1.389e-3, 20_000),
            new Setting(2.978e-7, 5.770e-8, 0.001, 0, 0),
            new Setting(2.630e-7, 2.483e-8, 0.001, 0, 0),
            new Noise(1.524e-3, 324.7, 0.613, 0.157, 1e-3, 6.3, 2, 48, 3e-3, 1.5e-3, 1.561e-6),
            0.9817,
            0.9780),
    /** Articles of clothing, 28 x 28. */
    FASHION_MNIST(
            "Fashion-MNIST",
            "{set: fashion-mnist, validation: 5000, scaling: {kind: given, mean: [33.3285], deviation: [78.5655]}}",
            new Setting(5.424e-5, 1.465e-10, 0.1, 0.7985, 1500),
            new Setting(4.406e-5, 3.661e-8, 0.0561, 2.061e-4, 6000),
            new Setting(5.442e-7, 2.709e-8, 0.001, 0, 0),
            new Setting(7.676e-6, 3.252e-7, 0.001, 0, 0),
            new Noise(2.451e-3, 134.7, 0.2337, 6.427e-3, 0.1, 5.5, 3, 34, 3e-3, 1.5e-3, 3.561e-8),
            0.8940,
            0.8870),
    /** Embedded digits, 8 x 8, with the settings of MNIST, which learn faster here: the short form of the study, for which nothing is published. */
    DIGITS(
            "digits",
            "{set: digits, train: 1047, validation: 250, test: 500, scaling: {kind: standardised}}",
            MNIST.fixed.faster(),
            MNIST.learned.faster(),
            MNIST.backprop.faster(),
            MNIST.direct.faster(),
            MNIST.noise.faster(),
            Double.NaN,
            Double.NaN);

    /**
     * Of a method.
     *
     * @param learningRate lr; Adam gets lr / lambda
     * @param epsilon of Adam, on twice the direction
     * @param lambda of the nudge
     * @param alpha of the controller, 0 without one
     * @param presentationMs controlled, where it is simulated; tau_u is 1000 ms
     */
    record Setting(double learningRate, double epsilon, double lambda, double alpha, double presentationMs) {
        private Setting faster() {
            return new Setting(4 * learningRate, epsilon, lambda, alpha, presentationMs);
        }
    }

    /**
     * Of feedback that learns from noise.
     *
     * @param sigma of the noise
     * @param tauAMs tau_a
     * @param alpha meanwhile
     * @param proportionalGain k_p meanwhile
     * @param decay of Q
     * @param tauVMs tau_v meanwhile, rounded to 0.1 ms
     * @param dtMs time step meanwhile, rounded to a millisecond
     * @param steps of a presentation
     * @param preTrainingRate before the first forward epoch; higher than published, 3.2e-4 and 4.5e-4, as feedback learns from a tenth of the samples here, in batches of 16 rather than 128,
     *     whose directions have less to say: at the published rates Q has not forgotten in as many updates where it began
     * @param rate from then on, likewise, published 5.3e-4 and 2.4e-4
     * @param epsilon of Adam
     */
    record Noise(
            double sigma,
            double tauAMs,
            double alpha,
            double proportionalGain,
            double decay,
            double tauVMs,
            double dtMs,
            int steps,
            double preTrainingRate,
            double rate,
            double epsilon) {
        private Noise faster() {
            return new Noise(
                    sigma,
                    tauAMs,
                    alpha,
                    proportionalGain,
                    decay,
                    tauVMs,
                    dtMs,
                    steps,
                    3 * preTrainingRate,
                    2 * rate,
                    epsilon);
        }
    }

    private final String title;
    private final String data;
    final Setting fixed;
    final Setting learned;
    final Setting backprop;
    final Setting direct;
    final Noise noise;
    private final double backpropAccuracy;
    private final double controlAccuracy;

    ImageSet(
            String title,
            String data,
            Setting fixed,
            Setting learned,
            Setting backprop,
            Setting direct,
            Noise noise,
            double backpropAccuracy,
            double controlAccuracy) {
        this.title = title;
        this.data = data;
        this.fixed = fixed;
        this.learned = learned;
        this.backprop = backprop;
        this.direct = direct;
        this.noise = noise;
        this.backpropAccuracy = backpropAccuracy;
        this.controlAccuracy = controlAccuracy;
    }

    /** Its name for people. */
    String title() {
        return title;
    }

    /** The key {@code data} of an experiment; bytes are standardised by mean 0.1307 and deviation 0.3081 of their range. */
    String data() {
        return data;
    }

    /** Test accuracy after 40 epochs of the commands released for Strong-DFC (Meulemans et al. 2022), of backprop or of DFC with learned feedback; none for other methods. */
    OptionalDouble published(ImageMethod method) {
        double accuracy = method.signal() == ImageMethod.Signal.BACKPROP
                ? backpropAccuracy
                : method.signal().controlled() ? controlAccuracy : Double.NaN;
        return Double.isNaN(accuracy) ? OptionalDouble.empty() : OptionalDouble.of(accuracy);
    }
}
