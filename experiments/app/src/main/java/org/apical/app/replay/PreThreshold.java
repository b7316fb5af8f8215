package org.apical.app.replay;

import org.apical.app.replay.CompartmentCase.Run;
import org.apical.neuron.model.Layout;
import org.apical.neuron.model.NeuronModel;
import org.apical.neuron.model.NeuronPopulation;
import org.apical.neuron.model.Stepping;

/** V_s after the update of each step, before threshold and reset: where a spike follows, the step is taken again without a threshold. */
final class PreThreshold {
    private PreThreshold() {}

    /** For a run of one neuron that recorded every variable at every step. */
    static double[] trace(CompartmentCase c, Run run, NeuronModel model, Stepping stepping) {
        double[] soma = run.variables().trace("V_soma", 0);
        double[] before = java.util.Arrays.copyOfRange(soma, 1, c.steps() + 1);
        NeuronPopulation again = new NeuronPopulation(
                new NeuronModel(model.cell(), model.inputs(), CompartmentCase.SILENT), stepping, Layout.of(1));
        for (int step : run.spikes().steps(0, 0)) {
            again.variables().forEach((name, array) -> array[0] = value(run, name, step));
            again.advance();
            before[step] = again.compartments().somaMv()[0];
        }
        return before;
    }

    private static double value(Run run, String name, int step) {
        return run.variables().has(name)
                ? run.variables().trace(name, 0)[step]
                : run.neurons().variables().get(name)[0];
    }
}
