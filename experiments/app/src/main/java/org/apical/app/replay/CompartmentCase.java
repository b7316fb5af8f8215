package org.apical.app.replay;

import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apical.neuron.compartment.Compartment;
import org.apical.neuron.compartment.Coupling;
import org.apical.neuron.compartment.PyramidalCell;
import org.apical.neuron.model.Integration;
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
record CompartmentCase(CaseFile file, CaseAttributes attributes, PyramidalCell cell, double dtMs, int steps) {
    private static final int MAX_STEPS = 1_000_000;
    /** Most parts of a step, and most steps between recorded rows. */
    private static final int MAX_RATIO = 1000;
    /** Most neuron-steps of one run, a minute of them. */
    private static final double MAX_NEURON_STEPS = 1e8;
    /** Most steps of one run. */
    private static final double MAX_RUN_STEPS = 5e6;
    /** Rounding of n dt. */
    private static final double TIME_MS = 1e-6;

    /** Largest magnitude of a parameter believed, in its unit. */
    private static final double LARGEST = 1e6;

    /** A soma without a threshold that anything reaches. */
    static final LeakyIntegrateAndFire SILENT = new LeakyIntegrateAndFire(LARGEST, -LARGEST, 0);

    /** The compartments as the recordings name them, and as the model does. */
    static final List<Shown> POTENTIALS =
            List.of(new Shown("Vs_mV", "V_soma"), new Shown("Vb_mV", "V_basal"), new Shown("Va_mV", "V_apical"));

    /** A recorded trace and the variable of the model that it shows. */
    record Shown(String recorded, String variable) {
        /** Variables beside the potentials, recorded under their names and units. */
        static List<Shown> withPotentials(String unit, String... variables) {
            Stream<Shown> more = Stream.of(variables).map(name -> new Shown(name + "_" + unit, name));
            return Stream.concat(POTENTIALS.stream(), more).toList();
        }

        static String[] variables(List<Shown> shown) {
            return shown.stream().map(Shown::variable).toArray(String[]::new);
        }
    }

    static CompartmentCase read(CaseFile file) {
        return read(file, "");
    }

    /** One of several neurons of a case, with the attributes of a group; time and number of steps are those of the root. */
    static CompartmentCase read(CaseFile file, String group) {
        CaseAttributes root = file.attributes("");
        CaseAttributes a = file.attributes(group);
        PyramidalCell cell = PyramidalCell.threeCompartments(
                compartment(a, "s"),
                compartment(a, "b"),
                compartment(a, "a"),
                positive(a, "g_bs_nS"),
                positive(a, "g_as_nS"),
                signed(a, "E_L_mV"),
                Coupling.RECIPROCAL);
        return new CompartmentCase(file, a, cell, positive(root, "dt_ms"), root.integer("n_steps", 1, MAX_STEPS));
    }

    private static Compartment compartment(CaseAttributes a, String letter) {
        return new Compartment(positive(a, "C_" + letter + "_pF"), positive(a, "gL_" + letter + "_nS"));
    }

    static double signed(CaseAttributes a, String name) {
        return a.number(name, -LARGEST, LARGEST);
    }

    static double positive(CaseAttributes a, String name) {
        return a.number(name, 1 / LARGEST, LARGEST);
    }

    LeakyIntegrateAndFire integrateAndFire() {
        double threshold = signed(attributes, "V_th_mV");
        double reset = signed(attributes, "V_reset_mV");
        if (reset >= threshold) {
            throw attributes.unlike("V_reset_mV", "less than V_th_mV = " + threshold, reset);
        }
        return new LeakyIntegrateAndFire(threshold, reset, attributes.number("t_ref_ms", 0, LARGEST));
    }

    /** Into how many steps of the recorded fine run a step is divided. */
    int finer() {
        return whole("dt_fine_ms", dtMs / positive(attributes, "dt_fine_ms"));
    }

    /** Steps between recorded rows. */
    int every() {
        return whole("record_dt_ms", file.attributes("").number("record_dt_ms", 0, LARGEST) / dtMs);
    }

    private int whole(String name, double ratio) {
        long nearest = Math.round(ratio);
        if (nearest < 1 || nearest > MAX_RATIO || Math.abs(ratio - nearest) > TIME_MS * nearest) {
            throw attributes.unlike(name, "a whole ratio of time steps up to " + MAX_RATIO, ratio);
        }
        return (int) nearest;
    }

    /**
     * Runs the case.
     *
     * @param finer equal parts of a recorded step, each a step of the run
     * @param everySteps recorded steps between rows
     * @param stimulus made for the population
     * @param shown what to record
     */
    CompartmentRun run(
            NeuronModel model,
            Integration integration,
            int finer,
            int neurons,
            int everySteps,
            List<Shown> shown,
            Function<NeuronPopulation, Stimulus> stimulus) {
        int runSteps = steps * finer;
        requireRoom(neurons, runSteps, everySteps, shown.size());
        NeuronPopulation population = population(model, integration, finer, neurons);
        VariableRecorder recorder = new VariableRecorder(population, everySteps * finer, Shown.variables(shown));
        SpikeRecorder spikes = new SpikeRecorder();
        NeuronSimulation simulation = new NeuronSimulation(population, stimulus.apply(population), recorder, spikes);
        simulation.run(runSteps);
        simulation.finish();
        return new CompartmentRun(population, recorder, SpikeTrains.of(spikes, neurons));
    }

    /** Refuses a run that is too long, or records too much. */
    void requireRoom(long neurons, int runSteps, int everySteps, int variables) {
        if ((double) steps / everySteps * neurons * variables > CaseFile.MAX_ELEMENTS) {
            throw file.error(
                    "n_steps",
                    "expected at most " + CaseFile.MAX_ELEMENTS
                            + " recorded numbers, found steps, neurons and variables for more");
        }
        if (runSteps > MAX_RUN_STEPS || (double) runSteps * neurons > MAX_NEURON_STEPS) {
            throw file.error(
                    "n_steps",
                    "expected at most " + MAX_RUN_STEPS + " steps and " + MAX_NEURON_STEPS
                            + " neuron-steps of a run, found " + runSteps + " steps of " + neurons + " neurons");
        }
    }

    /** Neurons side by side. */
    NeuronPopulation population(NeuronModel model, Integration integration, int finer, int neurons) {
        return new NeuronPopulation(model, new Stepping(integration, dtMs / finer, 1), Layout.of(neurons));
    }

    /** Recorded times that follow from recorded steps. */
    private void times(Deviations found, String dataset, IntStream steps, double stepMs) {
        found.absolute(dataset, steps.mapToDouble(n -> n * stepMs).toArray(), TIME_MS);
    }

    /** The times of recorded rows. */
    void rowTimes(Deviations found, int everySteps) {
        times(found, "t_ms", IntStream.rangeClosed(0, steps / everySteps), everySteps * dtMs);
    }

    /** The times of the spikes {@code NAME_step} of a run in finer steps. */
    void spikeTimes(Deviations found, String name, int finer) {
        int[] recorded = file.integers(name + "_step", file.length(name + "_step"), 0, steps * finer);
        times(found, name + "_time_ms", IntStream.of(recorded), dtMs / finer);
    }
}
