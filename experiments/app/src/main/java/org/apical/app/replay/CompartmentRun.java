package org.apical.app.replay;

import java.util.Arrays;
import java.util.List;
import org.apical.app.replay.CompartmentCase.Shown;
import org.apical.neuron.model.Layout;
import org.apical.neuron.model.NeuronModel;
import org.apical.neuron.model.NeuronPopulation;
import org.apical.neuron.simulation.VariableRecorder;

/** What came out of a run of a {@link CompartmentCase}: the state at the end, recorded rows, spikes. */
record CompartmentRun(NeuronPopulation neurons, VariableRecorder variables, SpikeTrains spikes) {

    /** The rows of one neuron. */
    double[] trace(String variable, int neuron) {
        return variables.trace(variable, neuron);
    }

    /** Compares variables of the first neuron, recorded under the name of a group. */
    void compare(Deviations found, String group, List<Shown> shown, double allowed) {
        shown.forEach(one -> found.absolute(group + one.recorded(), trace(one.variable(), 0), allowed));
    }

    /** Counts spikes that are not where those recorded under the name of a group are. */
    void compare(Deviations found, String group, SpikeTrains recorded) {
        String name = group + "output_spike_step";
        String text = name + " (" + recorded.size() + " spikes, those that differ)";
        found.add(name, text, spikes.differing(recorded), "", 0);
    }

    /** V_s of the first neuron after the update of each step, before threshold and reset, of a run that recorded every step: where a spike follows, the step
     * is taken again without a threshold. */
    double[] beforeThreshold() {
        double[] soma = trace("V_soma", 0);
        double[] before = Arrays.copyOfRange(soma, 1, soma.length);
        NeuronModel silent =
                new NeuronModel(neurons.model().cell(), neurons.model().inputs(), CompartmentCase.SILENT);
        NeuronPopulation again = new NeuronPopulation(silent, neurons.stepping(), Layout.of(1));
        for (int step : spikes.of(0)) {
            again.variables().forEach((name, array) -> array[0] = value(name, step));
            again.advance();
            before[step] = again.compartments().somaMv()[0];
        }
        return before;
    }

    /** A variable that was not recorded does not change. */
    private double value(String name, int step) {
        return variables.has(name) ? trace(name, 0)[step] : neurons.variables().get(name)[0];
    }
}
