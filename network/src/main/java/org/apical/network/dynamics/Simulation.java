package org.apical.network.dynamics;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import org.apical.network.control.Controller;
import org.apical.network.control.OutputTarget;
import org.apical.network.description.SynapticWeights;
import org.apical.network.dynamics.Timing.ControlTiming;
import org.apical.network.dynamics.Timing.Transmission;
import org.apical.network.synapse.Presynaptic;
import org.apical.network.synapse.SynapseView;
import org.apical.neuron.kernel.MatrixProduct;
import org.apical.neuron.random.Purpose;

/**
 * A network over one block of lanes, and the one time loop. Rates, graded compartments and spikes differ in their {@link Layer}s and {@link
 * InputSource}, nowhere else.
 *
 * <p>Order inside a step: output error from the rates before the step; controller; input; then layer by layer drive = W x, feedback = Q u,
 * the layer's own step. With {@link Transmission#PREVIOUS_STEP} the layers are taken from the last to the first, so that each still finds
 * its presynaptic layer as it was.
 *
 * <p>Not thread-safe: a thread owns a simulation during a presentation.
 */
public final class Simulation {
    private final Timing timing;
    private final InputSource input;
    private final List<Layer> layers;
    private final Controller controller;
    private final MatrixProduct product;
    private final int lanes;
    private final SynapseView[] synapses;
    private final double[][] drive;
    private final double[][] feedback;
    private final double[] target;
    private final double[] freeOutput;
    private final double[] controlBefore;

    public Simulation(
            Timing timing,
            InputSource input,
            List<Layer> layers,
            Controller controller,
            MatrixProduct product,
            int lanes) {
        this.timing = timing;
        this.input = input;
        this.layers = List.copyOf(layers);
        this.controller = controller;
        this.product = product;
        this.lanes = lanes;
        int count = layers.size();
        this.drive = new double[count][];
        this.feedback = new double[count][];
        this.synapses = new SynapseView[count];
        Presynaptic below = new Presynaptic(input.trace().length / lanes, input.trace(), input.constant());
        for (int l = 0; l < count; l++) {
            Layer layer = layers.get(l);
            drive[l] = new double[layer.units() * lanes];
            feedback[l] = new double[layer.units() * lanes];
            synapses[l] = new SynapseView(below, layer.postsynaptic(), lanes);
            below = new Presynaptic(layer.units(), layer.trace(), false);
        }
        int outputs = last().units() * lanes;
        this.target = new double[outputs];
        this.freeOutput = new double[outputs];
        this.controlBefore = new double[outputs];
    }

    /**
     * Shows a batch: the free phase, then, towards {@code outputTarget}, the controlled phase.
     *
     * @param weights the weights mapped to this formulation
     */
    public void present(
            SynapticWeights weights, Presentation presentation, OutputTarget outputTarget, StepObserver... observers) {
        presentWhile(step -> true, weights, presentation, outputTarget, observers);
    }

    /**
     * The same, for as long as {@code goOn} says so after a controlled step.
     *
     * @return the step that was not made any more; all of them: {@code timing().steps()}
     */
    public int presentWhile(
            IntPredicate goOn,
            SynapticWeights weights,
            Presentation presentation,
            OutputTarget outputTarget,
            StepObserver... observers) {
        free(weights, presentation, observers);
        outputTarget.fill(freeOutput, target, last().units(), lanes);
        notify(observers, true, 0);
        return control(goOn, 1, weights, observers);
    }

    /**
     * Goes on with lanes of another simulation of the same network: this lane k from where its lane {@code taken[k]} is, before {@code step}.
     *
     * @return as {@link #presentWhile}
     */
    public int resumeWhile(
            IntPredicate goOn,
            Simulation from,
            int[] taken,
            int step,
            SynapticWeights weights,
            StepObserver... observers) {
        input.take(from.input, taken);
        controller.take(from.controller, taken);
        for (int l = 0; l < layers.size(); l++) {
            layers.get(l).take(from.layer(l), taken);
            // the drive of a constant input is never computed again
            Lanes.take(from.drive[l], drive[l], taken);
        }
        Lanes.take(from.target, target, taken);
        Lanes.take(from.freeOutput, freeOutput, taken);
        return control(goOn, step, weights, observers);
    }

    private int control(IntPredicate goOn, int first, SynapticWeights weights, StepObserver... observers) {
        for (int step = first; step < timing.steps(); step++) {
            System.arraycopy(controller.control(), 0, controlBefore, 0, controlBefore.length);
            controller.advance(target, last().output());
            feedBack(weights, timing.control() == ControlTiming.PROACTIVE ? controller.control() : controlBefore);
            stepLayers(weights);
            notify(observers, true, step);
            if (!goOn.test(step)) {
                return step + 1;
            }
        }
        return timing.steps();
    }

    /** The free phase alone; afterwards {@link #freeOutput()} holds the output without feedback. */
    public void free(SynapticWeights weights, Presentation presentation, StepObserver... observers) {
        controller.begin(() -> presentation.generators(Purpose.CONTROLLER_SPIKES, 0));
        input.begin(presentation);
        for (int l = 0; l < layers.size(); l++) {
            layers.get(l).begin(weights.bias(l), presentation);
            Arrays.fill(feedback[l], 0);
            transmit(weights, l);
            layers.get(l).settle(drive[l]);
        }
        if (timing.freeSteps() == 0) {
            System.arraycopy(last().output(), 0, freeOutput, 0, freeOutput.length);
            return;
        }
        Arrays.fill(freeOutput, 0);
        for (int step = 0; step < timing.freeSteps(); step++) {
            stepLayers(weights);
            if (step >= timing.warmupSteps()) {
                double[] r = last().output();
                for (int k = 0; k < freeOutput.length; k++) {
                    freeOutput[k] += r[k] / (timing.freeSteps() - timing.warmupSteps());
                }
            }
            notify(observers, false, step - timing.freeSteps());
        }
    }

    private void stepLayers(SynapticWeights weights) {
        boolean instantaneous = timing.transmission() == Transmission.INSTANTANEOUS;
        if (instantaneous) {
            input.advance();
        }
        for (int n = 0; n < layers.size(); n++) {
            int l = instantaneous ? n : layers.size() - 1 - n;
            if (l > 0 || !input.constant()) {
                transmit(weights, l);
            }
            layers.get(l).advance(drive[l], feedback[l]);
        }
        if (!instantaneous) {
            input.advance();
        }
    }

    /** drive := W x of a layer. */
    private void transmit(SynapticWeights weights, int l) {
        double[] from = l == 0 ? input.transmitted() : layers.get(l - 1).transmitted();
        Arrays.fill(drive[l], 0);
        product.multiplyAdd(layers.get(l).units(), from.length / lanes, lanes, weights.forward(l), from, drive[l]);
    }

    /** feedback := Q u of every layer. */
    private void feedBack(SynapticWeights weights, double[] control) {
        int outputs = last().units();
        for (int l = 0; l < layers.size(); l++) {
            Arrays.fill(feedback[l], 0);
            product.multiplyAdd(layers.get(l).units(), outputs, lanes, weights.feedback(l), control, feedback[l]);
        }
    }

    private void notify(StepObserver[] observers, boolean controlled, int step) {
        for (StepObserver observer : observers) {
            observer.onStep(controlled, step, this);
        }
    }

    private Layer last() {
        return layers.get(layers.size() - 1);
    }

    /** Lanes of the block. */
    public int lanes() {
        return lanes;
    }

    /** Time of a presentation. */
    public Timing timing() {
        return timing;
    }

    /** Number of layers. */
    public int layers() {
        return layers.size();
    }

    /** A layer, counted from 0, for observers. */
    public Layer layer(int l) {
        return layers.get(l);
    }

    /** The input, for observers. */
    public InputSource input() {
        return input;
    }

    /** What the basal synapses of a layer see. */
    public SynapseView synapses(int l) {
        return synapses[l];
    }

    /** u, [output][lane]; live. */
    public double[] control() {
        return controller.control();
    }

    /** r_L*, [output][lane]; live. */
    public double[] target() {
        return target;
    }

    /** r_L^-, the output of the free phase, [output][lane]; live. */
    public double[] freeOutput() {
        return freeOutput;
    }
}
