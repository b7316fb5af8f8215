package org.apical.app.compare;

import org.apical.app.compare.ControllerSettings.Kind;
import org.apical.app.data.Digits;
import org.apical.network.control.ControlSynapses;
import org.apical.network.control.ControllerParams;
import org.apical.network.control.Leak;
import org.apical.neuron.compartment.PyramidalCell;
import org.apical.neuron.parameter.Require;
import org.apical.neuron.population.EscapeNoiseUnits;
import org.apical.neuron.population.NeuronUnits;
import org.apical.neuron.population.SpikingUnits;
import org.apical.neuron.reduction.RateCode;
import org.apical.neuron.reduction.UnitCode;
import org.apical.neuron.soma.LeakyIntegrateAndFire;

/**
 * Everything that decides the numbers of a comparison; written to {@code run.yaml} as it is.
 *
 * @param task name of the task
 * @param seed root of all random streams
 * @param control the law of control, the same in all formulations
 * @param controller what carries it in F3
 * @param feedback where the feedback weights come from
 */
public record CompareSettings(
        String task,
        long seed,
        Data data,
        Learning learning,
        Control control,
        ControllerSettings controller,
        FeedbackSettings feedback,
        Neurons neurons,
        Spiking spiking,
        Probe probe) {

    private static final int MAX_NEURONS = 100_000;
    private static final double LEARNED_INTEGRAL_RADIUS = 5;

    /**
     * @param train training samples
     * @param test held-out samples
     */
    public record Data(int train, int test) {
        public Data {
            Require.that(
                    train >= 1 && train <= Digits.IMAGES - Digits.HELD_OUT,
                    "--samples",
                    "must be 1 .. " + (Digits.IMAGES - Digits.HELD_OUT),
                    train);
            Require.that(test >= 1 && test <= Digits.HELD_OUT, "data.test", "must be 1 .. " + Digits.HELD_OUT, test);
        }
    }

    /**
     * @param hiddenUnits units of the hidden layer
     * @param epochs presentations of each sample
     * @param batch samples of an update
     * @param learningRate initial rate of Adam, which decays linearly to zero over the run
     * @param targetStepsize lambda
     * @param softmaxGain beta, inverse temperature of the softmax in the loss
     */
    public record Learning(
            int hiddenUnits, int epochs, int batch, double learningRate, double targetStepsize, double softmaxGain) {
        public Learning {
            Require.atLeast("learning.hiddenUnits", hiddenUnits, 1);
            Require.that(epochs >= 0 && epochs <= 10_000, "--epochs", "must be 0 .. 10000", epochs);
            Require.atLeast("learning.batch", batch, 1);
            Require.positive("--learning-rate", learningRate, "(dimensionless)");
            Require.positive("learning.targetStepsize", targetStepsize, "(dimensionless)");
            Require.positive("learning.softmaxGain", softmaxGain, "(dimensionless)");
        }
    }

    /**
     * @param tauUMs tau_u (ms)
     * @param presentationMs controlled phase of a presentation (ms)
     * @param dtMs time step (ms)
     */
    public record Control(ControllerParams controller, double tauUMs, double presentationMs, double dtMs) {
        public Control {
            Require.positive("control.tauUMs", tauUMs, "ms");
            Require.positive("control.dtMs", dtMs, "ms");
            Require.positive("control.presentationMs", presentationMs, "ms");
        }
    }

    /** The cell, and how input, hidden and output units are coded (F2, F3). */
    public record Neurons(PyramidalCell cell, RateCode input, UnitCode hidden, UnitCode output) {}

    /** Somatic output of F3. */
    public enum Output {
        ESCAPE,
        LIF
    }

    /**
     * @param neuronsPerUnit N
     * @param synapseTauMs tau_b (ms)
     * @param freeMs phase without feedback before the target appears (ms)
     * @param warmupMs of that, what passes before the output is read (ms)
     * @param readoutMs free phase of a test presentation (ms)
     * @param lif threshold, reset, refractoriness, used by {@link Output#LIF}
     * @param lifNoiseMv private membrane noise of such neurons (mV)
     */
    public record Spiking(
            Output output,
            int neuronsPerUnit,
            double synapseTauMs,
            double freeMs,
            double warmupMs,
            double readoutMs,
            LeakyIntegrateAndFire lif,
            double lifNoiseMv) {

        /** The populations these settings describe. */
        SpikingUnits units() {
            return output == Output.LIF
                    ? new NeuronUnits(neuronsPerUnit, lif, lifNoiseMv)
                    : new EscapeNoiseUnits(neuronsPerUnit);
        }
    }

    /**
     * @param samples samples of the steady-state comparison
     * @param settleMs how long they are controlled (ms)
     */
    public record Probe(int samples, double settleMs) {}

    /**
     * The default comparison on the digits.
     *
     * <p>The controller is slow against the neurons (tau_u 400 ms, tau_v 20 ms) and the nudge is strong (lambda 6): as weights grow, a faster loop
     * rings, output spikes excite it, and the variance of u enters the update of the output weights as Var(u) Q^T, a bias that pushes them up.
     * At tau_u 100 ms it costs F3 three points of accuracy.
     *
     * <p>A controller of neurons adds the lag of its synapses to that loop, whose gain J Q grows with the weights: at 50 ms onto the apical dendrites it
     * rings before the end of training (|e| up to 70, accuracy falling from 95 to 90 %), at 5 ms it does not, and soma and dendrites smooth its spikes
     * anyway. Radii: |u| stays below 2.9 and |e|, low-passed by 5 ms, below 18; most of |e| is noise of the output's spikes.
     */
    public static CompareSettings digits(long seed, Output output) {
        return new CompareSettings(
                "digits",
                seed,
                new Data(Digits.IMAGES - Digits.HELD_OUT, Digits.HELD_OUT),
                new Learning(64, 18, 32, 0.03, 6, 1),
                new Control(new ControllerParams(0.01, 0, Leak.ON_CONTROL), 400, 500, 1),
                new ControllerSettings(Kind.IDEAL, 200, 3.5, 20, new ControlSynapses(100, 5, 5)),
                FeedbackSettings.digits(FeedbackSettings.Kind.FIXED),
                new Neurons(
                        PyramidalCell.standard(),
                        new RateCode(0, 100),
                        new UnitCode(15, 5, new RateCode(100, 100)),
                        new UnitCode(15, 1.5, new RateCode(200, 20))),
                new Spiking(output, 60, 5, 300, 50, 400, LeakyIntegrateAndFire.standard(), 3),
                new Probe(16, 12_000));
    }

    /** The same in seconds: fewer samples and epochs. */
    public CompareSettings quick() {
        return new CompareSettings(
                task,
                seed,
                new Data(Math.min(256, data.train), Math.min(200, data.test)),
                withEpochs(3).learning,
                control,
                controller,
                feedback,
                neurons,
                spiking,
                new Probe(4, probe.settleMs));
    }

    /** The same with another number of epochs. */
    public CompareSettings withEpochs(int epochs) {
        Learning l = learning;
        return new CompareSettings(
                task,
                seed,
                data,
                new Learning(l.hiddenUnits, epochs, l.batch, l.learningRate, l.targetStepsize, l.softmaxGain),
                control,
                controller,
                feedback,
                neurons,
                spiking,
                probe);
    }

    /** The same with another initial learning rate. */
    public CompareSettings withLearningRate(double rate) {
        Learning l = learning;
        return new CompareSettings(
                task,
                seed,
                data,
                new Learning(l.hiddenUnits, l.epochs, l.batch, rate, l.targetStepsize, l.softmaxGain),
                control,
                controller,
                feedback,
                neurons,
                spiking,
                probe);
    }

    /** The same with another number of neurons per unit. */
    public CompareSettings withNeurons(int neurons) {
        Require.that(neurons >= 1 && neurons <= MAX_NEURONS, "--neurons", "must be 1 .. " + MAX_NEURONS, neurons);
        Spiking s = new Spiking(
                spiking.output,
                neurons,
                spiking.synapseTauMs,
                spiking.freeMs,
                spiking.warmupMs,
                spiking.readoutMs,
                spiking.lif,
                spiking.lifNoiseMv);
        return new CompareSettings(task, seed, data, learning, control, controller, feedback, this.neurons, s, probe);
    }

    /** The same with another number of training samples. */
    public CompareSettings withSamples(int samples) {
        return new CompareSettings(
                task,
                seed,
                new Data(samples, data.test),
                learning,
                control,
                controller,
                feedback,
                neurons,
                spiking,
                probe);
    }

    /** The same with another kind of controller in F3. */
    public CompareSettings withController(Kind kind) {
        return withController(controller.withKind(kind));
    }

    /** The same with another number of neurons a dimension in the controller of F3. */
    public CompareSettings withControllerNeurons(int neuronsPerDimension) {
        return withController(controller.withNeurons(neuronsPerDimension));
    }

    private CompareSettings withController(ControllerSettings other) {
        return new CompareSettings(task, seed, data, learning, control, other, feedback, neurons, spiking, probe);
    }

    /** The same with feedback that learns: its loop gain differs from direction to direction, and where it is smallest u goes further. */
    public CompareSettings withLearnedFeedback() {
        return new CompareSettings(
                task,
                seed,
                data,
                learning,
                control,
                controller.withIntegralRadius(LEARNED_INTEGRAL_RADIUS),
                feedback.withKind(FeedbackSettings.Kind.LEARNED),
                neurons,
                spiking,
                probe);
    }
}
