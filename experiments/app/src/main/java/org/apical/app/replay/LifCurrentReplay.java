package org.apical.app.replay;

import java.util.Arrays;
import java.util.List;
import org.apical.app.replay.CompartmentCase.Run;
import org.apical.neuron.model.Layout;
import org.apical.neuron.model.NeuronModel;
import org.apical.neuron.model.NeuronPopulation;
import org.apical.neuron.model.Stepping;
import org.apical.neuron.projection.Weights;
import org.apical.neuron.synapse.CurrentSynapse;
import org.apical.neuron.synapse.InjectedCurrent;
import org.apical.neuron.synapse.Input;

/** Recomputes {@code three-compartment-lif-current}: one neuron, or a layer driven all to all, by Brian2 with the exact propagator. */
final class LifCurrentReplay {
    private static final double BEFORE_FIRST_SPIKE = 1e-9;
    private static final double WHOLE = 1e-6;

    private final CompartmentCase c;
    private final Deviations found;
    private final NeuronModel model;
    private final int neurons;
    private final SpikeTrains recorded;

    private LifCurrentReplay(CaseFile file, Deviations found) {
        this.c = CompartmentCase.read(file);
        this.found = found;
        List<Input> inputs = List.of(
                new CurrentSynapse("I_b", "basal", CompartmentCase.positive(c.attributes(), "tau_b_ms")),
                new CurrentSynapse("I_a", "apical", CompartmentCase.positive(c.attributes(), "tau_a_ms")),
                new InjectedCurrent("I_s", "soma"));
        this.model = new NeuronModel(c.cell(), inputs, c.integrateAndFire());
        this.neurons = file.rows("weight_basal_pA") > 0 && file.shape("weight_basal_pA").length == 2
                ? file.shape("weight_basal_pA")[1]
                : 1;
        this.recorded = SpikeTrains.read(file, "", neurons, c.steps());
        if (neurons == 1 && file.shape("Vs_mV").length == 1) {
            file.expectShape("Vs_mV", c.steps() + 1);
        } else {
            file.expectShape("Vs_mV", neurons, c.steps() + 1);
        }
    }

    static void run(CaseFile file, Deviations found) {
        LifCurrentReplay replay = new LifCurrentReplay(file, found);
        Run run = replay.c.run(
                replay.model,
                Stepping.of(replay.model, replay.c.dtMs()),
                Layout.of(replay.neurons),
                replay::input,
                replay.c.steps(),
                1,
                "V_soma",
                "V_basal",
                "V_apical",
                "I_b",
                "I_a");
        SpikeTrains fired = SpikeTrains.of(run.spikes(), replay.neurons);
        replay.spikes(fired);
        if (file.shape("Vs_mV").length == 1) {
            replay.traces(run, fired);
        } else {
            replay.layer(run, fired);
        }
        replay.times();
        found.given("weight_basal_pA", "weight_apical_pA");
    }

    private SpikeInput input(NeuronPopulation target) {
        Arrays.fill(target.input("I_s"), CompartmentCase.signed(c.attributes(), "I_s_pA"));
        return new SpikeInput(c, 1)
                .add("basal", weights("weight_basal_pA", "I_b"), target)
                .add("apical", weights("weight_apical_pA", "I_a"), target);
    }

    private Weights weights(String dataset, String input) {
        int pre = c.file().rows(dataset);
        double[] weight = c.file().shape(dataset).length == 2
                ? c.file().doubles(dataset, pre, neurons)
                : c.file().doubles(dataset, pre);
        return new Weights.Signed(pre, input, weight);
    }

    private void times() {
        c.rowTimes(found, c.steps() + 1, c.dtMs());
        for (String name : List.of("output_spike", "input_basal", "input_apical")) {
            c.spikeTimes(found, name, c.steps(), c.dtMs());
        }
        found.given("input_basal_step", "input_basal_index", "input_apical_step", "input_apical_index");
    }

    private void spikes(SpikeTrains fired) {
        int differing = 0;
        for (int neuron = 0; neuron < neurons; neuron++) {
            differing += SpikeTrains.differing(fired.of(neuron), recorded.of(neuron));
        }
        String name = "output_spike_step (" + recorded.size() + " spikes, those that differ)";
        found.add("output_spike_step", name, differing, "", 0);
        found.given("output_spike_index");
    }

    private void traces(Run run, SpikeTrains fired) {
        List<String> recorded = List.of("Vs_mV", "Vb_mV", "Va_mV", "I_b_pA", "I_a_pA");
        List<String> variables = List.of("V_soma", "V_basal", "V_apical", "I_b", "I_a");
        int before = fired.rowsBeforeFirst(0, c.steps() + 1, 1);
        for (int k = 0; k < recorded.size(); k++) {
            String name = recorded.get(k);
            double[] trace = run.variables().trace(variables.get(k), 0);
            double[] reference = c.file().doubles(name, c.steps() + 1);
            found.compare(name, name + " before the first spike", trace, reference, 0, before, BEFORE_FIRST_SPIKE);
            found.compare(name, name, trace, reference, 0, trace.length, WHOLE);
        }
        if (c.file().has("Vs_pre_threshold_mV")) {
            double[] reference = c.file().doubles("Vs_pre_threshold_mV", c.steps());
            double[] trace = PreThreshold.trace(c, run, model, Stepping.of(model, c.dtMs()));
            found.compare("Vs_pre_threshold_mV", "Vs_pre_threshold_mV", trace, reference, 0, reference.length, WHOLE);
        }
        List<String> rows = List.of("I_a", "I_b", "Va", "Vb", "Vs");
        PropagatorCheck.compare(c, found, "propagator_free_SI", model.inputs(), false, rows);
        PropagatorCheck.compare(c, found, "propagator_held_SI", model.inputs(), true, rows);
    }

    private void layer(Run run, SpikeTrains fired) {
        double[] reference = c.file().doubles("Vs_mV", neurons, c.steps() + 1);
        double[] trace = new double[reference.length];
        int rows = c.steps() + 1;
        for (int neuron = 0; neuron < neurons; neuron++) {
            System.arraycopy(run.variables().trace("V_soma", neuron), 0, trace, neuron * rows, rows);
        }
        for (int neuron = 0; neuron < neurons; neuron++) {
            int from = neuron * rows;
            int to = from + fired.rowsBeforeFirst(neuron, rows, 1);
            found.compare(
                    "Vs_mV",
                    "Vs_mV[" + neuron + "] before the first spike",
                    trace,
                    reference,
                    from,
                    to,
                    BEFORE_FIRST_SPIKE);
        }
        found.compare("Vs_mV", "Vs_mV", trace, reference, 0, trace.length, WHOLE);
        finals("final_Vs_mV", run.neurons().variables().get("V_soma"));
        finals("final_Vb_mV", run.neurons().variables().get("V_basal"));
        finals("final_Va_mV", run.neurons().variables().get("V_apical"));
        finals("final_I_b_pA", run.neurons().input("I_b"));
        finals("final_I_a_pA", run.neurons().input("I_a"));
    }

    private void finals(String name, double[] state) {
        found.compare(name, name, state, c.file().doubles(name, neurons), 0, neurons, WHOLE);
    }
}
