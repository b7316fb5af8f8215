package org.apical.app.replay;

import java.util.Arrays;
import java.util.List;
import org.apical.app.replay.CompartmentCase.Shown;
import org.apical.neuron.model.Integration;
import org.apical.neuron.model.NeuronModel;
import org.apical.neuron.model.NeuronPopulation;
import org.apical.neuron.projection.Weights;
import org.apical.neuron.synapse.CurrentSynapse;
import org.apical.neuron.synapse.InjectedCurrent;
import org.apical.neuron.synapse.Input;

/** Recomputes {@code three-compartment-lif-current}: one neuron, or a layer driven all to all, by Brian2 with the exact propagator. */
final class LifCurrentReplay {
    private static final double BEFORE_FIRST_SPIKE = 1e-9;
    private static final double WHOLE = 1e-6;
    private static final List<Shown> SHOWN = Shown.withPotentials("pA", "I_b", "I_a");

    private final CompartmentCase c;
    private final Deviations found;
    private final NeuronModel model;
    private final int neurons;
    private final SpikeTrains recorded;
    /** Of a recorded trace: rows alone for one neuron, unless the recording lists neurons. */
    private final int[] shape;

    private LifCurrentReplay(CaseFile file, Deviations found) {
        this.c = CompartmentCase.read(file);
        this.found = found;
        List<Input> inputs = List.of(
                new CurrentSynapse("I_b", "basal", CompartmentCase.positive(c.attributes(), "tau_b_ms")),
                new CurrentSynapse("I_a", "apical", CompartmentCase.positive(c.attributes(), "tau_a_ms")),
                new InjectedCurrent("I_s", "soma"));
        this.model = new NeuronModel(c.cell(), inputs, c.integrateAndFire());
        boolean layer = file.rows("weight_basal_pA") > 0 && file.shape("weight_basal_pA").length == 2;
        this.neurons = layer ? file.shape("weight_basal_pA")[1] : 1;
        this.recorded = SpikeTrains.read(file, "", neurons, c.steps());
        boolean rowsAlone = neurons == 1 && file.shape("Vs_mV").length == 1;
        this.shape = rowsAlone ? new int[] {c.steps() + 1} : new int[] {neurons, c.steps() + 1};
        file.expectShape("Vs_mV", shape);
    }

    static void run(CaseFile file, Deviations found) {
        new LifCurrentReplay(file, found).run();
    }

    private void run() {
        CompartmentRun run = c.run(model, Integration.EXACT, 1, neurons, 1, SHOWN, this::input);
        run.compare(found, "", recorded);
        SHOWN.stream().filter(shown -> c.file().has(shown.recorded())).forEach(shown -> traces(shown, run));
        if (c.file().has("Vs_pre_threshold_mV")) {
            found.absolute("Vs_pre_threshold_mV", run.beforeThreshold(), WHOLE);
        }
        for (String propagator : List.of("propagator_free_SI", "propagator_held_SI")) {
            if (c.file().has(propagator)) {
                boolean held = propagator.contains("held");
                List<String> rows = List.of("I_a", "I_b", "Va", "Vb", "Vs");
                PropagatorCheck.compare(c, found, propagator, model.inputs(), held, rows);
            }
        }
        for (Shown shown : SHOWN) {
            found.absolute(
                    "final_" + shown.recorded(), run.neurons().variables().get(shown.variable()), WHOLE);
        }
        c.rowTimes(found, 1);
        for (String spikes : List.of("output_spike", "input_basal", "input_apical")) {
            c.spikeTimes(found, spikes, 1);
            found.given(spikes + "_step", spikes + "_index");
        }
        found.given("weight_basal_pA", "weight_apical_pA");
    }

    private void traces(Shown shown, CompartmentRun run) {
        String name = shown.recorded();
        double[] reference = c.file().doubles(name, shape);
        double[] all = new double[reference.length];
        int rows = c.steps() + 1;
        for (int neuron = 0; neuron < neurons; neuron++) {
            double[] trace = run.trace(shown.variable(), neuron);
            System.arraycopy(trace, 0, all, neuron * rows, rows);
            int before = run.spikes().rowsBeforeFirst(neuron, rows, 1);
            String part = name + (shape.length == 1 ? "" : "[" + neuron + "]") + " before the first spike";
            double[] own = Arrays.copyOfRange(reference, neuron * rows, neuron * rows + before);
            found.absolute(name, part, trace, own, k -> BEFORE_FIRST_SPIKE);
        }
        found.absolute(name, name, all, reference, k -> WHOLE);
    }

    private SpikeInput input(NeuronPopulation target) {
        Arrays.fill(target.input("I_s"), CompartmentCase.signed(c.attributes(), "I_s_pA"));
        return new SpikeInput(c, 1)
                .add("basal", weights("weight_basal_pA", "I_b"), target)
                .add("apical", weights("weight_apical_pA", "I_a"), target);
    }

    private Weights weights(String dataset, String input) {
        int pre = c.file().rows(dataset);
        boolean matrix = c.file().shape(dataset).length == 2;
        int[] expected = matrix ? new int[] {pre, neurons} : new int[] {pre};
        return new Weights.Signed(pre, input, c.file().doubles(dataset, expected));
    }
}
