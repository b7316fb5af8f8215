package org.apical.network;

import java.util.List;
import java.util.Locale;
import org.apical.network.control.ControllerParams;
import org.apical.network.control.Leak;
import org.apical.network.control.OutputTarget;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.network.dynamics.Presentation;
import org.apical.network.dynamics.Simulation;
import org.apical.network.dynamics.Timing;
import org.apical.network.dynamics.Timing.ControlTiming;
import org.apical.network.dynamics.Timing.Transmission;
import org.apical.network.formulation.Formulation;
import org.apical.network.formulation.GradedFormulation;
import org.apical.network.formulation.NeuronSet;
import org.apical.network.formulation.RateFormulation;
import org.apical.network.formulation.SpikingFormulation;
import org.apical.neuron.compartment.ExactIntegration;
import org.apical.neuron.compartment.PyramidalCell;
import org.apical.neuron.kernel.MatrixProduct;
import org.apical.neuron.population.EscapeNoiseUnits;
import org.apical.neuron.random.RandomStreams;
import org.apical.neuron.reduction.RateCode;
import org.apical.neuron.reduction.UnitCode;
import org.apical.neuron.transfer.Linear;
import org.apical.neuron.transfer.Tanh;

/** One network as rates, as graded compartments and as spikes: its output without control, and what the controller makes of it. */
public final class FormulationsExample {
    private static final double DT_MS = 0.5;

    private FormulationsExample() {}

    public static void main(String[] arguments) {
        NetworkDescription network = new NetworkDescription(List.of(4, 6, 2), new Tanh(), new Linear());
        NetworkWeights weights = NetworkWeights.draw(network, new RandomStreams(1));
        ControllerParams controller = new ControllerParams(0.1, 0, Leak.ON_CONTROL);

        // 400 ms without control, of which the output is read in the last 200; then 2 s under control; tau_u 100 ms
        Timing timing = new Timing(800, 400, 4000, DT_MS / 100, Transmission.INSTANTANEOUS, ControlTiming.PROACTIVE);
        // V_s = E_L + 12 mV + 5 mV v; inputs and hidden units fire at 100 + 100 r Hz, outputs at 300 + 100 r Hz
        PyramidalCell cell = PyramidalCell.standard();
        RateCode rates = new RateCode(100, 100);
        NeuronSet neurons =
                new NeuronSet(cell, rates, new UnitCode(12, 5, rates), new UnitCode(12, 5, new RateCode(300, 100)));
        MatrixProduct product = MatrixProduct.detect();
        List<Formulation> formulations = List.of(
                RateFormulation.of(network, timing, controller, 0.2, product),
                new GradedFormulation(network, timing, controller, neurons, new ExactIntegration(cell, DT_MS), product),
                new SpikingFormulation(
                        network, timing, controller, neurons, new EscapeNoiseUnits(1000), 5, DT_MS, product));

        double[] input = {0.5, -0.3, 0.8, 0.1};
        long[] trial = {0};
        Presentation presentation = new Presentation(input, trial, Presentation.Phase.TEST, new RandomStreams(2));
        OutputTarget target = OutputTarget.fixed(new double[] {1, -1});
        for (Formulation formulation : formulations) {
            Simulation simulation = formulation.simulation(1);
            double[] mean = new double[2];
            simulation.present(formulation.map(weights), presentation, target, (controlled, step, state) -> {
                for (int o = 0; controlled && step >= 2000 && o < 2; o++) {
                    mean[o] += state.layer(1).trace()[o] / 2000;
                }
            });
            double[] free = simulation.freeOutput();
            System.out.printf(
                    Locale.ROOT,
                    "%s: without control %6.3f %6.3f, under control %6.3f %6.3f%n",
                    formulation.id(),
                    free[0],
                    free[1],
                    mean[0],
                    mean[1]);
        }
    }
}
