package org.apical.app.replay;

import java.util.List;
import java.util.function.Function;
import org.apical.app.UserError;
import org.apical.neuron.compartment.Compartment;
import org.apical.neuron.compartment.Coupling;
import org.apical.neuron.compartment.PyramidalCell;
import org.apical.neuron.model.Layout;
import org.apical.neuron.model.NeuronModel;
import org.apical.neuron.model.NeuronPopulation;
import org.apical.neuron.model.Stepping;
import org.apical.neuron.simulation.NeuronSimulation;
import org.apical.neuron.simulation.SpikeRecorder;
import org.apical.neuron.simulation.Stimulus;
import org.apical.neuron.simulation.VariableRecorder;
import org.apical.neuron.soma.LeakyIntegrateAndFire;

/**
 * What every recorded case of compartments starts from, and how it is run.
 *
 * @param dtMs time step (ms)
 * @param steps number of steps
 */
record CompartmentCase(CaseFile file, CaseFile.Attributes attributes, PyramidalCell cell, double dtMs, int steps) {
    private static final int MAX_STEPS = 1_000_000;
    /** Most neuron-steps of one run, a minute of them. */
    private static final double MAX_NEURON_STEPS = 1e8;
    /** Most steps of one run. */
    private static final double MAX_RUN_STEPS = 5e6;
    /** Rounding of n dt. */
    private static final double TIME_MS = 1e-6;

    /** Largest magnitude of a parameter believed, in its unit. */
    private static final double LARGEST = 1e6;

    /** The compartments as the recordings name them, and as the model does. */
    static final List<String> RECORDED = List.of("Vs_mV", "Vb_mV", "Va_mV");

    static final List<String> VARIABLES = List.of("V_soma", "V_basal", "V_apical");

    static CompartmentCase read(CaseFile file) {
        CaseFile.Attributes a = file.attributes("");
        PyramidalCell cell = PyramidalCell.threeCompartments(
                compartment(a, "s"),
                compartment(a, "b"),
                compartment(a, "a"),
                positive(a, "g_bs_nS"),
                positive(a, "g_as_nS"),
                signed(a, "E_L_mV"),
                Coupling.RECIPROCAL);
        return new CompartmentCase(file, a, cell, positive(a, "dt_ms"), a.integer("n_steps", 1, MAX_STEPS));
    }

    private static Compartment compartment(CaseFile.Attributes a, String letter) {
        return new Compartment(positive(a, "C_" + letter + "_pF"), positive(a, "gL_" + letter + "_nS"));
    }

    /** A soma without a threshold that anything reaches. */
    static final LeakyIntegrateAndFire SILENT = new LeakyIntegrateAndFire(LARGEST, -LARGEST, 0);

    static double signed(CaseFile.Attributes a, String name) {
        return a.number(name, -LARGEST, LARGEST);
    }

    static double positive(CaseFile.Attributes a, String name) {
        return a.number(name, 1 / LARGEST, LARGEST);
    }

    LeakyIntegrateAndFire integrateAndFire() {
        double threshold = signed(attributes, "V_th_mV");
        double reset = signed(attributes, "V_reset_mV");
        if (reset >= threshold) {
            throw new UserError(file.path() + ": attribute V_reset_mV: expected less than V_th_mV = " + threshold
                    + ", found " + reset);
        }
        return new LeakyIntegrateAndFire(threshold, reset, attributes.number("t_ref_ms", 0, LARGEST));
    }

    /** What came out of a run. */
    record Run(NeuronPopulation neurons, VariableRecorder variables, SpikeRecorder spikes) {}

    /**
     * Runs the case.
     *
     * @param stimulus made for the population
     * @param everySteps interval of the recorded rows in steps
     * @param variables what to record
     */
    Run run(
            NeuronModel model,
            Stepping stepping,
            Layout layout,
            Function<NeuronPopulation, Stimulus> stimulus,
            int runSteps,
            int everySteps,
            String... variables) {
        if ((double) runSteps / everySteps * layout.elements() * variables.length > CaseFile.MAX_ELEMENTS) {
            throw new UserError(file.path() + ": expected at most " + CaseFile.MAX_ELEMENTS
                    + " recorded numbers, found steps, neurons and variables for more");
        }
        if (runSteps > MAX_RUN_STEPS || (double) runSteps * layout.elements() > MAX_NEURON_STEPS) {
            throw new UserError(file.path() + ": expected at most " + MAX_RUN_STEPS + " steps and " + MAX_NEURON_STEPS
                    + " neuron-steps of a run, found " + runSteps + " steps of " + layout.elements() + " neurons");
        }
        NeuronPopulation neurons = new NeuronPopulation(model, stepping, layout);
        VariableRecorder recorder = new VariableRecorder(neurons, everySteps, variables);
        SpikeRecorder spikes = new SpikeRecorder();
        NeuronSimulation simulation = new NeuronSimulation(neurons, stimulus.apply(neurons), recorder, spikes);
        simulation.run(runSteps);
        simulation.finish();
        return new Run(neurons, recorder, spikes);
    }

    /** Recorded times that follow from recorded steps: compared where they are there. */
    void times(Deviations found, String dataset, int[] steps, double stepMs) {
        if (file.has(dataset)) {
            double[] expected =
                    java.util.Arrays.stream(steps).mapToDouble(n -> n * stepMs).toArray();
            double[] recorded = file.doubles(dataset, steps.length);
            found.compare(dataset, dataset, expected, recorded, 0, steps.length, TIME_MS);
        }
    }

    /** The times of recorded rows. */
    void rowTimes(Deviations found, int rows, double rowMs) {
        times(found, "t_ms", java.util.stream.IntStream.range(0, rows).toArray(), rowMs);
    }

    /** The times of the spikes {@code NAME_step}. */
    void spikeTimes(Deviations found, String name, int most, double stepMs) {
        int[] recorded = file.integers(name + "_step", file.length(name + "_step"), 0, most);
        times(found, name + "_time_ms", recorded, stepMs);
    }
}
