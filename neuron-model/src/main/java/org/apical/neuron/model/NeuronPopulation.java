package org.apical.neuron.model;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.apical.neuron.compartment.CompartmentState;
import org.apical.neuron.compartment.PyramidalCell;
import org.apical.neuron.kernel.KernelProvider;
import org.apical.neuron.kernel.Kernels;
import org.apical.neuron.parameter.ParameterException;
import org.apical.neuron.parameter.Require;
import org.apical.neuron.parameter.Sizes;

/**
 * Neurons of one model, side by side.
 *
 * <p>One step n, from t_n = n dt to t_{n+1}:
 * <ol>
 * <li>potentials and variables of the soma advance, with the inputs as they are at t_n; somata that are held stay;
 * <li>membrane noise is added to the somata that are free;
 * <li>the new potentials decide the spikes, which are labelled n; their neurons are reset;
 * <li>the inputs decay to t_{n+1}; those that the neuron's own spikes change take the spikes labelled n;
 * <li>the caller adds the weights of the input spikes labelled n ({@link #input}); they first act in step n + 1.
 * </ol>
 * With parts of a step, 1 to 4 are taken for each part. A neuron that spikes in step n with t_ref = R dt does not integrate in the steps n + 1 ..
 * n + R - 1 and can spike again in step n + R.
 *
 * <p>A somatic potential that is no finite number after 1 ends the run: {@link ArithmeticException}, with neuron, lane and step.
 *
 * <p>Not thread-safe. Nothing is allocated once the list of spikes has grown to what a step brings.
 */
public final class NeuronPopulation {
    private static final int OTHER_ARRAYS = 5;
    private final NeuronModel model;
    private final Stepping stepping;
    private final Layout layout;
    private final NeuronState state;
    private final Stepper stepper;
    private final Kernels kernels;
    private final SpikeMechanism mechanism;
    private final double[] rateHz;
    /** Of each unit; of one where all are alike. */
    private final double[] noisePerPartMv;

    /** Noise of one part of a step (mV), [neuron][lane]; empty without noise. */
    private final double[] noiseMv;
    /** V_b averaged over the parts of a step so far (mV), [neuron][lane]; empty where the scheme's own mean is that of the step. */
    private final double[] partsMeanMv;

    private final boolean random;
    private final SpikeList spikes;
    /** Element of the input of each neuron, and the inputs of a block, where neurons share them; else empty. */
    private final int[] inputOf;

    private final double[][] spread;
    private final Map<String, double[]> variables = new LinkedHashMap<>();
    private final boolean holds;
    private double now;

    /** At rest, with the kernels of this JVM. */
    public NeuronPopulation(NeuronModel model, Stepping stepping, Layout layout) {
        this(model, stepping, layout, KernelProvider.kernels());
    }

    /** At rest. */
    public NeuronPopulation(NeuronModel model, Stepping stepping, Layout layout, Kernels kernels) {
        this(model, List.of(), stepping, layout, kernels, false);
    }

    /**
     * At rest, with the mean of V_b over each step kept beside the potentials: what the spike-driven rules read.
     *
     * @see CompartmentState#basalMeanMv
     */
    public static NeuronPopulation withBasalMean(NeuronModel model, Stepping stepping, Layout layout, Kernels kernels) {
        return new NeuronPopulation(model, List.of(), stepping, layout, kernels, true);
    }

    /**
     * At rest, of units that differ.
     *
     * @param model the neuron that they are about
     * @param units the neuron of each unit, which differs from it in conductances, capacitances, decay of currents and threshold; none: all are alike
     * @param basalMean whether the mean of V_b over each step is kept
     */
    public NeuronPopulation(
            NeuronModel model,
            List<NeuronModel> units,
            Stepping stepping,
            Layout layout,
            Kernels kernels,
            boolean basalMean) {
        stepping.check(model);
        Require.that(
                units.isEmpty() || units.size() == layout.units(),
                "NeuronPopulation.units",
                "must be one for each of " + layout.units() + " units",
                units.size());
        Require.that(
                units.isEmpty() || stepping.integration() == Integration.EXACT,
                "NeuronPopulation.units",
                "must be alike unless the membrane is linear between spikes",
                stepping.integration());
        // compartments and what is read of them, inputs, variables of the soma, noise, refractoriness, places of inputs
        int own = model.output().current().map(c -> c.variables().size()).orElse(0);
        int arrays = model.cell().compartments() + model.inputs().size() + own + OTHER_ARRAYS;
        Sizes.requireRoom("NeuronPopulation: " + layout, (double) arrays * layout.elements());
        CompartmentState compartments = basalMean
                ? CompartmentState.withBasalMean(model.cell(), layout.elements())
                : CompartmentState.of(model.cell(), layout.elements());
        partsMeanMv = new double[basalMean && stepping.substeps() > 1 ? layout.elements() : 0];
        this.model = model;
        this.stepping = stepping;
        this.layout = layout;
        this.kernels = kernels;
        holds = model.output().afterSpike().holds();
        state = new NeuronState(
                model, compartments, layout, model.output().afterSpike().refractory());
        double part = stepping.partMs();
        int elements = layout.neuronsPerUnit() * layout.lanes();
        stepper = switch (stepping.integration()) {
            case EXACT -> new ExactStepper(state, units, elements, holds, layout.neuronsPerUnit() > 1, part, kernels);
            case IMPLICIT_TREE -> new ImplicitTreeStepper(state, holds, part, kernels);
            case RUNGE_KUTTA_4 -> new RungeKuttaStepper(state, holds, part, kernels);
        };
        rateHz = new double[model.output().spikes() ? 0 : layout.elements()];
        mechanism = units.isEmpty()
                ? SpikeMechanism.of(model.output(), state, part, kernels, rateHz, layout.lanes())
                : new UnitMechanisms(
                        units.stream()
                                .map(unit ->
                                        SpikeMechanism.of(unit.output(), state, part, kernels, rateHz, layout.lanes()))
                                .toList(),
                        elements);
        noisePerPartMv = (units.isEmpty() ? List.of(model) : units)
                .stream()
                        .mapToDouble(unit -> unit.noiseMv()
                                * Math.sqrt(-Math.expm1(-2 * part / unit.cell().somaticTimeConstantMs())))
                        .toArray();
        random = model.noiseMv() > 0 || model.output().random();
        noiseMv = new double[model.noiseMv() > 0 ? layout.elements() : 0];
        spikes = new SpikeList(layout.lanes());
        boolean shared = layout.neuronsPerUnit() > 1;
        inputOf = new int[shared ? layout.elements() : 0];
        for (int at = 0; at < inputOf.length; at++) {
            int unit = at / layout.lanes() / layout.neuronsPerUnit();
            inputOf[at] = unit * layout.lanes() + at % layout.lanes();
        }
        spread = new double[shared ? model.inputs().size() : 0][stepper.block()];
        nameVariables();
        reset();
    }

    private void nameVariables() {
        PyramidalCell cell = model.cell();
        for (int c = 0; c < cell.compartments(); c++) {
            variables.put("V_" + cell.name(c), state.potentials()[c]);
        }
        state.compartments.readoutsByName().forEach(variables::put);
        for (int k = 0; k < model.inputs().size(); k++) {
            variables.put(model.inputs().get(k).name(), state.inputs[k]);
        }
        for (int k = 0; k < state.own.length; k++) {
            variables.put(state.current.variables().get(k), state.own[k]);
        }
        if (!model.output().spikes()) {
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

    /** Every compartment to E_L, no input, the variables of the soma at zero, no neuron refractory; the next step is number 0. */
    public void reset() {
        state.reset();
        forgetSpikes();
        now = 0;
        mechanism.reset();
    }

    /** No neuron is refractory, and the list of spikes is empty; for callers that set the state. */
    public void forgetSpikes() {
        Arrays.fill(state.busyUntil, Double.NEGATIVE_INFINITY);
        spikes.clear();
    }

    /** One step of a neuron without randomness. */
    public void advance() {
        Require.that(!random, "NeuronPopulation.advance", "must be given random generators: noise or escape", "none");
        advance(null);
    }

    /**
     * One step.
     *
     * @param generators one a lane; in each part of a step the neurons draw their noise in order, then their escape
     */
    public void advance(RandomGenerator[] generators) {
        if (random && (generators == null || generators.length < layout.lanes())) {
            throw new ParameterException(
                    "NeuronPopulation.advance",
                    "must be given a random generator for each of " + layout.lanes() + " lanes",
                    generators == null ? 0 : generators.length);
        }
        spikes.clear();
        for (int part = 0; part < stepping.substeps(); part++) {
            drawNoise(generators);
            int before = spikes.size();
            if (layout.neuronsPerUnit() == 1) {
                advanceOwnInputs(generators);
            } else {
                advanceSharedInputs(generators);
            }
            state.takeOwnSpikes(spikes, before);
            addPartMean();
            now++;
        }
        if (stepping.substeps() > 1) {
            spikes.sort();
            takeMeanOfParts();
        }
    }

    private void addPartMean() {
        for (int k = 0; k < partsMeanMv.length; k++) {
            partsMeanMv[k] += state.compartments.basalMeanMv()[k] / stepping.substeps();
        }
    }

    private void takeMeanOfParts() {
        if (partsMeanMv.length > 0) {
            System.arraycopy(partsMeanMv, 0, state.compartments.basalMeanMv(), 0, partsMeanMv.length);
            Arrays.fill(partsMeanMv, 0);
        }
    }

    /** Each element has its own input: block after block, everything that a block needs while it is in the caches. */
    private void advanceOwnInputs(RandomGenerator[] generators) {
        int elements = layout.elements();
        for (int from = 0; from < elements; from += stepper.block()) {
            int n = Math.min(stepper.block(), elements - from);
            advanceBlock(from, state.inputs, from, n, generators);
            decay(from, n);
        }
    }

    /** The inputs of a block are copied to its neurons, and decay once when all have read them. */
    private void advanceSharedInputs(RandomGenerator[] generators) {
        int elements = layout.elements();
        for (int from = 0; from < elements; from += stepper.block()) {
            int n = Math.min(stepper.block(), elements - from);
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
        state.requireFinite(kernels, from, n, now / stepping.substeps());
        if (noiseMv.length > 0) {
            addNoise(from, n);
        }
        mechanism.fire(from, n, now, generators, spikes);
    }

    /** Before anything else of a part, so that what a lane draws does not depend on where blocks end. */
    private void drawNoise(RandomGenerator[] generators) {
        for (int at = 0; at < noiseMv.length; at++) {
            int unit = noisePerPartMv.length == 1 ? 0 : at / layout.lanes() / layout.neuronsPerUnit();
            noiseMv[at] = noisePerPartMv[unit] * generators[at % layout.lanes()].nextGaussian();
        }
    }

    private void addNoise(int from, int n) {
        double[] soma = state.compartments.somaMv();
        for (int at = from; at < from + n; at++) {
            soma[at] += holds && state.busyUntil[at] > now ? 0 : noiseMv[at];
        }
    }

    private void decay(int from, int n) {
        int units = noisePerPartMv.length;
        for (int unit = 0; unit < units; unit++) {
            int first = Math.max(from, units == 1 ? 0 : unit * layout.lanes());
            int end = Math.min(from + n, units == 1 ? from + n : (unit + 1) * layout.lanes());
            for (int k = 0; k < state.inputs.length && first < end; k++) {
                scale(state.inputs[k], first, end - first, stepper.decay(unit)[k]);
            }
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
     * Every variable by name, the live arrays: {@code V_soma}, {@code V_} and the name of each dendrite (mV), {@code V_basal}
     * and {@code V_apical} where these are several dendrites, {@code mean V_basal} where it is kept, the inputs by their names (pA, nS),
     * those of the soma ({@code w}, pA, of adaptive exponential ones), {@code rate} (Hz) of graded ones.
     */
    public Map<String, double[]> variables() {
        return Collections.unmodifiableMap(variables);
    }
}
