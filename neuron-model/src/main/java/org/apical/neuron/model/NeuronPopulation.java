package org.apical.neuron.model;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.apical.neuron.compartment.CompartmentState;
import org.apical.neuron.compartment.PyramidalCell;
import org.apical.neuron.kernel.KernelProvider;
import org.apical.neuron.kernel.Kernels;
import org.apical.neuron.parameter.Require;
import org.apical.neuron.soma.AdaptiveExponential;
import org.apical.neuron.soma.EscapeNoise;
import org.apical.neuron.soma.Graded;

/**
 * Neurons of one model, side by side.
 *
 * <p>One step n, from t_n = n dt to t_{n+1}:
 * <ol>
 * <li>potentials and adaptation advance, with the inputs as they are at t_n; somata that are held stay;
 * <li>membrane noise is added to the somata that are free;
 * <li>the new potentials decide the spikes, which are labelled n; their neurons are reset;
 * <li>the inputs decay to t_{n+1};
 * <li>the caller adds the weights of the input spikes labelled n ({@link #input}); they first act in step n + 1.
 * </ol>
 * With parts of a step, 1 to 4 are taken for each part. A neuron that spikes in step n with t_ref = R dt does not integrate in the steps n + 1 ..
 * n + R - 1 and can spike again in step n + R.
 *
 * <p>Not thread-safe. Nothing is allocated once the list of spikes has grown to what a step brings.
 */
public final class NeuronPopulation {
    private final NeuronModel model;
    private final Stepping stepping;
    private final Layout layout;
    private final NeuronState state;
    private final Stepper stepper;
    private final SpikeMechanism mechanism;
    private final double[] rateHz;
    private final double noisePerPartMv;
    private final boolean random;
    private final SpikeList spikes;
    /** Element of the input of each neuron, and the inputs of a block, where neurons share them; else empty. */
    private final int[] inputOf;

    private final double[][] spread;
    private final Map<String, double[]> variables = new LinkedHashMap<>();
    private double now;

    /** At rest, with the kernels of this JVM. */
    public NeuronPopulation(NeuronModel model, Stepping stepping, Layout layout) {
        this(model, stepping, layout, KernelProvider.kernels());
    }

    /** At rest. */
    public NeuronPopulation(NeuronModel model, Stepping stepping, Layout layout, Kernels kernels) {
        this(model, stepping, layout, kernels, CompartmentState.of(model.cell(), layout.elements()));
    }

    /**
     * At rest, with the mean of V_b over each step kept beside the potentials: what the spike-driven rules read.
     *
     * @see CompartmentState#basalMeanMv
     */
    public static NeuronPopulation withBasalMean(NeuronModel model, Stepping stepping, Layout layout, Kernels kernels) {
        return new NeuronPopulation(
                model, stepping, layout, kernels, CompartmentState.withBasalMean(model.cell(), layout.elements()));
    }

    private NeuronPopulation(
            NeuronModel model, Stepping stepping, Layout layout, Kernels kernels, CompartmentState compartments) {
        stepping.check(model);
        this.model = model;
        this.stepping = stepping;
        this.layout = layout;
        boolean adapts = model.output() instanceof AdaptiveExponential;
        boolean holds = SpikeMechanism.holds(model.output());
        state = new NeuronState(model, compartments, layout, adapts, SpikeMechanism.refractory(model.output()));
        double part = stepping.partMs();
        stepper = switch (stepping.integration()) {
            case EXACT -> new ExactStepper(state, holds, part, kernels);
            case IMPLICIT_TREE -> new ImplicitTreeStepper(state, holds, part, kernels);
            case RUNGE_KUTTA_4 -> new RungeKuttaStepper(state, holds, part, kernels);
        };
        rateHz = new double[model.output() instanceof Graded ? layout.elements() : 0];
        mechanism = SpikeMechanism.of(state, part, kernels, rateHz, layout.lanes());
        double left = -2 * part / model.cell().somaticTimeConstantMs();
        noisePerPartMv = model.noiseMv() * Math.sqrt(-Math.expm1(left));
        random = model.noiseMv() > 0 || model.output() instanceof EscapeNoise;
        spikes = new SpikeList(layout.lanes());
        boolean shared = layout.neuronsPerUnit() > 1;
        inputOf = new int[shared ? layout.elements() : 0];
        for (int at = 0; at < inputOf.length; at++) {
            int unit = at / layout.lanes() / layout.neuronsPerUnit();
            inputOf[at] = unit * layout.lanes() + at % layout.lanes();
        }
        spread = new double[shared ? model.inputs().size() : 0][Stepper.BLOCK];
        nameVariables();
    }

    private void nameVariables() {
        PyramidalCell cell = model.cell();
        for (int c = 0; c < cell.compartments(); c++) {
            variables.put("V_" + cell.name(c), state.potentials()[c]);
        }
        for (int k = 0; k < model.inputs().size(); k++) {
            variables.put(model.inputs().get(k).name(), state.inputs[k]);
        }
        if (model.output() instanceof AdaptiveExponential) {
            variables.put("w", state.adaptationPicoA);
        }
        if (model.output() instanceof Graded) {
            variables.put("rate", rateHz);
        }
    }

    /** The neuron. */
    public NeuronModel model() {
        return model;
    }

    /** Time step and scheme. */
    public Stepping stepping() {
        return stepping;
    }

    /** How many, in what order. */
    public Layout layout() {
        return layout;
    }

    /** Every compartment to E_L, no input, no adaptation, no neuron refractory; the next step is number 0. */
    public void reset() {
        state.reset();
        java.util.Arrays.fill(rateHz, 0);
        spikes.clear();
        now = 0;
    }

    /** One step of a neuron without randomness. */
    public void advance() {
        Require.that(!random, "NeuronPopulation.advance", "must be given random generators: noise or escape", "none");
        advance(null);
    }

    /**
     * One step.
     *
     * @param generators one a lane; they are read in the order of the neurons, by noise and escape
     */
    public void advance(RandomGenerator[] generators) {
        spikes.clear();
        for (int part = 0; part < stepping.substeps(); part++) {
            if (layout.neuronsPerUnit() == 1) {
                advanceOwnInputs(generators);
            } else {
                advanceSharedInputs(generators);
            }
            now++;
        }
    }

    /** Each element has its own input: block after block, everything that a block needs while it is in the caches. */
    private void advanceOwnInputs(RandomGenerator[] generators) {
        int elements = layout.elements();
        for (int from = 0; from < elements; from += Stepper.BLOCK) {
            int n = Math.min(Stepper.BLOCK, elements - from);
            advanceBlock(from, state.inputs, from, n, generators);
            decay(from, n);
        }
    }

    /** The inputs of a block are copied to its neurons, and decay once when all have read them. */
    private void advanceSharedInputs(RandomGenerator[] generators) {
        int elements = layout.elements();
        for (int from = 0; from < elements; from += Stepper.BLOCK) {
            int n = Math.min(Stepper.BLOCK, elements - from);
            for (int k = 0; k < spread.length; k++) {
                double[] input = state.inputs[k];
                double[] to = spread[k];
                for (int i = 0; i < n; i++) {
                    to[i] = input[inputOf[from + i]];
                }
            }
            advanceBlock(from, spread, 0, n, generators);
        }
        decay(0, layout.inputElements());
    }

    private void advanceBlock(int from, double[][] inputs, int inputFrom, int n, RandomGenerator[] generators) {
        stepper.advance(from, inputs, inputFrom, n, now);
        if (noisePerPartMv > 0) {
            addNoise(from, n, generators);
        }
        mechanism.fire(from, n, now, generators, spikes);
    }

    private void addNoise(int from, int n, RandomGenerator[] generators) {
        double[] soma = state.compartments.somaMv();
        for (int at = from; at < from + n; at++) {
            double noise = noisePerPartMv * generators[at % layout.lanes()].nextGaussian();
            boolean held = SpikeMechanism.holds(model.output()) && state.busyUntil[at] > now;
            soma[at] += held ? 0 : noise;
        }
    }

    private void decay(int from, int n) {
        for (int k = 0; k < state.inputs.length; k++) {
            scale(state.inputs[k], from, n, stepper.decay()[k]);
        }
    }

    private static void scale(double[] x, int from, int n, double factor) {
        for (int i = from; factor != 1 && i < from + n; i++) {
            x[i] *= factor;
        }
    }

    /** Spikes of the last step. */
    public SpikeList spikes() {
        return spikes;
    }

    /** Current (pA) or conductance (nS) of an input, [unit][lane]; the live array, to which the caller adds spikes. */
    public double[] input(String name) {
        return state.inputs[model.input(name)];
    }

    /** All inputs, in the order of the model; the live arrays. */
    public double[][] inputs() {
        return state.inputs;
    }

    /** Potentials (mV), [neuron][lane]; the live arrays. */
    public CompartmentState compartments() {
        return state.compartments;
    }

    /** Firing rate (Hz) of graded somata after the last step, [neuron][lane]; the live array. */
    public double[] rateHz() {
        return rateHz;
    }

    /**
     * Every variable by name, the live arrays: {@code V_soma}, {@code V_} and the name of each dendrite (mV), the inputs by their names (pA, nS),
     * {@code w} (pA) of adaptive exponential somata, {@code rate} (Hz) of graded ones.
     */
    public Map<String, double[]> variables() {
        return java.util.Collections.unmodifiableMap(variables);
    }
}
