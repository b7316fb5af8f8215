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
                a.number("E_L_mV", -LARGEST, LARGEST),
                Coupling.RECIPROCAL);
        return new CompartmentCase(file, a, cell, positive(a, "dt_ms"), a.integer("n_steps", 1, MAX_STEPS));
    }

    private static Compartment compartment(CaseFile.Attributes a, String letter) {
        return new Compartment(positive(a, "C_" + letter + "_pF"), positive(a, "gL_" + letter + "_nS"));
    }

    static double positive(CaseFile.Attributes a, String name) {
        return a.number(name, 1 / LARGEST, LARGEST);
    }

    LeakyIntegrateAndFire integrateAndFire() {
        double threshold = attributes.number("V_th_mV", -LARGEST, LARGEST);
        double reset = attributes.number("V_reset_mV", -LARGEST, LARGEST);
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
        NeuronPopulation neurons = new NeuronPopulation(model, stepping, layout);
        VariableRecorder recorder = new VariableRecorder(neurons, everySteps, variables);
        SpikeRecorder spikes = new SpikeRecorder();
        NeuronSimulation simulation = new NeuronSimulation(neurons, stimulus.apply(neurons), recorder, spikes);
        simulation.run(runSteps);
        simulation.finish();
        return new Run(neurons, recorder, spikes);
    }

    /** Number of positions at which two spike trains differ. */
    static int differing(int[] found, int[] expected) {
        int differing = Math.abs(found.length - expected.length);
        for (int k = 0; k < Math.min(found.length, expected.length); k++) {
            differing += found[k] == expected[k] ? 0 : 1;
        }
        return differing;
    }
}
