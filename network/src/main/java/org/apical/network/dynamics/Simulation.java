package org.apical.network.dynamics;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import org.apical.network.control.Controller;
import org.apical.network.control.OutputTarget;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.Site;
import org.apical.network.description.SourceDescription;
import org.apical.network.description.SynapticWeights;
import org.apical.network.dynamics.Timing.ControlTiming;
import org.apical.network.dynamics.Timing.Onset;
import org.apical.network.dynamics.Timing.Transmission;
import org.apical.network.parallel.Lanes;
import org.apical.network.synapse.ApicalSynapseView;
import org.apical.network.synapse.SynapseView;
import org.apical.neuron.kernel.MatrixProduct;
import org.apical.neuron.population.InputCurrents;
import org.apical.neuron.random.Purpose;

/**
 * A network over one block of lanes, and the one time loop. Rates, graded compartments and spikes differ in their {@link Layer}s and {@link
 * InputSource}, nowhere else.
 *
 * <p>Order inside a step: the controller, on the output before the step; feedback = Q u; input; then layer by layer drive = W x and the
 * layer's own step. With {@link Transmission#PREVIOUS_STEP} the layers are taken from the last to the first, so that each still finds
 * its presynaptic layer as it was.
 *
 * <p>Not thread-safe: a thread owns a simulation during a presentation.
 */
public final class Simulation {
    private final Timing timing;
    private final InputSource input;
    private final List<InputSource> sources;
    private final double[] sourceRate;
    private final List<Layer> layers;
    private final Controller controller;
    private final Feedback feedback;
    private final boolean controlBySpikes;
    private final Pathways pathways;
    private final int inputs;
    private final int lanes;
    private final SynapseViews synapses;
    /** Weights of the presentation. */
    private SynapticWeights inUse;

    private final SynapseView[] otherSynapses;
    /** Where what arrives at basal dendrites is added: synaptic currents that decay, or an array that is cleared in each step. */
    private final double[][] drive;
    /** Whether a layer's arrays are synaptic currents. */
    private final boolean[] synaptic;
    /** The drive of the steady state, per step, [layer]. */
    private final double[][] meanDrive;

    private final double[][] meanApicalDrive;
    /** What a constant input sends to the first layer, found once. */
    private final double[] constantDrive;

    private final double[][] apicalDrive;
    /** Q u; the apical drive itself where layers do not tell the two apart. */
    private final double[][] injected;

    private final double[] target;
    private final double[] freeOutput;
    private final double[] controlBefore;

    /** @param populations what the formulation makes of the network */
    public Simulation(
            NetworkDescription network, Timing timing, Populations populations, MatrixProduct product, int lanes) {
        this.timing = timing;
        this.input = populations.input();
        this.sources = populations.sources();
        this.sourceRate =
                network.sources().stream().mapToDouble(SourceDescription::rate).toArray();
        this.layers = populations.layers();
        this.controller = populations.controller();
        this.controlBySpikes = populations.control() == ControlPath.SPIKES;
        this.inputs = network.inputs();
        this.lanes = lanes;
        this.feedback = populations.feedback().at(layers, timing, product, lanes);
        this.pathways = new Pathways(network, timing, input, sources, layers, product, lanes);
        int count = layers.size();
        this.drive = new double[count][];
        this.apicalDrive = new double[count][];
        this.injected = new double[count][];
        this.meanDrive = new double[count][];
        this.meanApicalDrive = new double[count][];
        this.synaptic = new boolean[count];
        for (int l = 0; l < count; l++) {
            Layer layer = layers.get(l);
            meanDrive[l] = new double[layer.basalTargets() * lanes];
            meanApicalDrive[l] = new double[layer.apicalTargets() * lanes];
            InputCurrents currents = layer.synapticCurrents();
            synaptic[l] = currents != null;
            drive[l] = synaptic[l] ? currents.basalSynapticPicoA() : meanDrive[l];
            apicalDrive[l] = synaptic[l] ? currents.apicalSynapticPicoA() : meanApicalDrive[l];
            boolean apart = populations.control() == ControlPath.CURRENT || layer.apicalTargets() != layer.units();
            injected[l] = apart ? new double[layer.units() * lanes] : apicalDrive[l];
        }
        boolean keep = input.steady() && pathways.others(0, Site.BASAL);
        this.constantDrive = keep ? new double[drive[0].length] : drive[0];
        this.synapses = new SynapseViews(input, layers, controller, controlBySpikes, () -> inUse, lanes);
        this.otherSynapses = SynapseViews.others(network, layers, pathways, () -> inUse, lanes);
        int outputs = last().units() * lanes;
        this.target = new double[outputs];
        this.freeOutput = new double[outputs];
        this.controlBefore = new double[outputs];
    }

    /** How control reaches the apical dendrites. */
    public enum ControlPath {
        /** With everything else that does: layers of abstract or graded units take one number. */
        DRIVE,
        /** As a current that holds over a step, beside synapses that take spikes. */
        CURRENT,
        /** As spikes of the controller, through synapses. */
        SPIKES
    }

    /**
     * What lives in a network.
     *
     * @param layers of one formulation, in the order of the chain
     * @param feedback the path of the control from the controller to all of them
     */
    public record Populations(
            InputSource input,
            List<InputSource> sources,
            List<Layer> layers,
            Controller controller,
            ControlPath control,
            FeedbackPath feedback) {
        public Populations {
            sources = List.copyOf(sources);
            layers = List.copyOf(layers);
        }

        /** With direct feedback, Q u. */
        public Populations(
                InputSource input,
                List<InputSource> sources,
                List<Layer> layers,
                Controller controller,
                ControlPath control) {
            this(input, sources, layers, controller, control, new FeedbackPath.Direct());
        }
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
        for (int l = 0; l < layers.size(); l++) {
            layers.get(l).beginControl();
        }
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
        inUse = weights;
        input.take(from.input, taken);
        controller.take(from.controller, taken);
        feedback.take(from.feedback, taken);
        for (int l = 0; l < layers.size(); l++) {
            layers.get(l).take(from.layer(l), taken);
        }
        for (int s = 0; s < sources.size(); s++) {
            sources.get(s).take(from.sources.get(s), taken);
        }
        pathways.take(from.pathways, taken);
        // found once a presentation; every other drive anew in each step
        Lanes.take(from.constantDrive, constantDrive, taken);
        Lanes.take(from.target, target, taken);
        Lanes.take(from.freeOutput, freeOutput, taken);
        return control(goOn, step, weights, observers);
    }

    private int control(IntPredicate goOn, int first, SynapticWeights weights, StepObserver... observers) {
        for (int step = first; step < timing.steps(); step++) {
            double[] control = controlBySpikes ? controller.transmitted() : controller.control();
            System.arraycopy(control, 0, controlBefore, 0, controlBefore.length);
            controller.advance(target, last().output());
            feedBack(weights, timing.control() == ControlTiming.PROACTIVE ? control : controlBefore);
            stepLayers(weights, true);
            notify(observers, true, step);
            if (!goOn.test(step)) {
                return step + 1;
            }
        }
        return timing.steps();
    }

    /** The free phase alone; afterwards {@link #freeOutput()} holds the output without feedback. */
    public void free(SynapticWeights weights, Presentation presentation, StepObserver... observers) {
        settle(weights, presentation);
        if (timing.freeSteps() == 0) {
            System.arraycopy(last().output(), 0, freeOutput, 0, freeOutput.length);
            return;
        }
        Arrays.fill(freeOutput, 0);
        for (int step = 0; step < timing.freeSteps(); step++) {
            stepLayers(weights, false);
            if (step >= timing.warmupSteps()) {
                double[] r = last().output();
                for (int k = 0; k < freeOutput.length; k++) {
                    freeOutput[k] += r[k] / (timing.freeSteps() - timing.warmupSteps());
                }
            }
            notify(observers, false, step - timing.freeSteps());
        }
    }

    /** Enters the steady state of a presentation, or of no input before it, without feedback. */
    private void settle(SynapticWeights weights, Presentation presentation) {
        inUse = weights;
        presentation.require(inputs, lanes);
        controller.begin(() -> presentation.generators(Purpose.CONTROLLER_SPIKES, 0));
        feedback.begin();
        boolean blank = timing.onset() == Onset.BLANK;
        input.begin(blank ? presentation.atRate(0, inputs * lanes) : presentation);
        for (int s = 0; s < sources.size(); s++) {
            int size = sources.get(s).transmitted().length;
            sources.get(s).begin(presentation.atRate(sourceRate[s], size));
        }
        for (int l = 0; l < layers.size(); l++) {
            layers.get(l).begin(weights.bias(l), presentation);
            Arrays.fill(injected[l], 0);
            Arrays.fill(meanApicalDrive[l], 0);
            Arrays.fill(meanDrive[l], 0);
            pathways.settleForward(weights, l, meanDrive[l]);
            if (l == 0 && constantDrive != drive[0]) {
                System.arraycopy(meanDrive[0], 0, constantDrive, 0, constantDrive.length);
            }
            pathways.settleOthers(weights, l, Site.BASAL, meanDrive[l]);
            pathways.settleOthers(weights, l, Site.APICAL, meanApicalDrive[l]);
            layers.get(l).settle(meanDrive[l], meanApicalDrive[l]);
            layers.get(l).compete(false);
        }
        pathways.settleRecurrent();
        if (blank) {
            appear(weights, presentation);
        }
    }

    /** The input begins, in front of layers that have settled without it; its own trace is at its mean at once. */
    private void appear(SynapticWeights weights, Presentation presentation) {
        input.begin(presentation);
        if (input.steady()) {
            Arrays.fill(constantDrive, 0);
            pathways.settleForward(weights, 0, constantDrive);
        }
    }

    private void stepLayers(SynapticWeights weights, boolean controlled) {
        boolean instantaneous = timing.transmission() == Transmission.INSTANTANEOUS;
        if (instantaneous) {
            input.advance();
        }
        for (int n = 0; n < layers.size(); n++) {
            int l = instantaneous ? n : layers.size() - 1 - n;
            transmit(weights, l, controlled);
            layers.get(l).advance(drive[l], apicalDrive[l], injected[l]);
            layers.get(l).compete(controlled);
        }
        if (!instantaneous) {
            input.advance();
        }
        for (int s = 0; s < sources.size(); s++) {
            sources.get(s).advance();
        }
        pathways.push();
    }

    /** What arrives at the dendrites of a layer in this step; control is there already. */
    private void transmit(SynapticWeights weights, int l, boolean controlled) {
        if (l > 0 || !input.steady()) {
            if (!synaptic[l]) {
                Arrays.fill(drive[l], 0);
            }
            pathways.forward(weights, l, drive[l]);
        } else if (constantDrive != drive[0]) {
            System.arraycopy(constantDrive, 0, drive[0], 0, constantDrive.length);
        }
        pathways.others(weights, l, Site.BASAL, drive[l]);
        if (!synaptic[l] && (!controlled || injected[l] != apicalDrive[l])) {
            Arrays.fill(apicalDrive[l], 0);
        }
        pathways.others(weights, l, Site.APICAL, apicalDrive[l]);
    }

    private void feedBack(SynapticWeights weights, double[] control) {
        for (int l = 0; l < layers.size(); l++) {
            if (!synaptic[l] || injected[l] != apicalDrive[l]) {
                Arrays.fill(injected[l], 0);
            }
        }
        feedback.feedBack(weights, control, injected);
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

    /** What the basal synapses of a layer see; networks built without plasticity have none. */
    public SynapseView synapses(int l) {
        return synapses.basal(l);
    }

    /** What the apical synapses of a layer see; networks built without plasticity have none. */
    public ApicalSynapseView apicalSynapses(int l) {
        return synapses.apical(l);
    }

    /**
     * What the synapses of a plastic projection outside the chain see, presynaptic activity as it arrives: after its delay. Null if it does not learn, or the
     * network was built without plasticity.
     *
     * @param projection in the order of the description
     */
    public SynapseView otherSynapses(int projection) {
        return otherSynapses[projection];
    }

    /** u, [output][lane]; live. */
    public double[] control() {
        return controller.control();
    }

    /** Steps for which control is on its way to the dendrites. */
    int controlDelaySteps() {
        return controller.delaySteps();
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
