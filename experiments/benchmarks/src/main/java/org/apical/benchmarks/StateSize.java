package org.apical.benchmarks;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import org.apical.network.control.ControllerParams;
import org.apical.network.control.Leak;
import org.apical.network.description.NetworkDescription;
import org.apical.network.dynamics.Simulation;
import org.apical.network.dynamics.Timing;
import org.apical.network.dynamics.Timing.ControlTiming;
import org.apical.network.dynamics.Timing.Transmission;
import org.apical.network.formulation.GradedFormulation;
import org.apical.network.formulation.NeuronSet;
import org.apical.network.formulation.RateFormulation;
import org.apical.network.formulation.SpikingFormulation;
import org.apical.neuron.compartment.ExactIntegration;
import org.apical.neuron.compartment.PyramidalCell;
import org.apical.neuron.kernel.MatrixProduct;
import org.apical.neuron.population.EscapeNoiseUnits;
import org.apical.neuron.population.NeuronUnits;
import org.apical.neuron.reduction.RateCode;
import org.apical.neuron.reduction.UnitCode;
import org.apical.neuron.transfer.Linear;
import org.apical.neuron.transfer.Tanh;

/** How many bytes does a lane of a network take, per unit (inputs counted in)? What is allocated for more lanes, weights being shared by all. */
final class StateSize {
    private static final int FEW = 32;
    private static final int MORE = 96;
    private static final NetworkDescription NETWORK =
            new NetworkDescription(List.of(784, 256, 256, 256, 10), new Tanh(), new Linear());
    private static final double DT_MS = 1;

    private StateSize() {}

    static void report(MatrixProduct product) {
        PyramidalCell cell = PyramidalCell.standard();
        NeuronSet neurons = new NeuronSet(
                cell,
                new RateCode(0, 100),
                new UnitCode(15, 5, new RateCode(100, 100)),
                new UnitCode(15, 1.5, new RateCode(200, 20)));
        ControllerParams controller = new ControllerParams(0.01, 0, Leak.ON_CONTROL);
        Timing timing = new Timing(10, 0, 10, DT_MS / 100, Transmission.PREVIOUS_STEP, ControlTiming.PROACTIVE);
        SpikingFormulation spiking = new SpikingFormulation(
                NETWORK, timing, controller, neurons, new EscapeNoiseUnits(30), 5, DT_MS, product);
        SpikingFormulation lif = new SpikingFormulation(
                NETWORK, timing, controller, neurons, NeuronUnits.standard(30), 5, DT_MS, product);
        System.out.println("state of 784-256-256-256-10, bytes per unit and lane (inputs counted in):");
        print("F1", RateFormulation.of(NETWORK, timing, controller, 0.2, product)::simulation);
        print(
                "F2",
                new GradedFormulation(NETWORK, timing, controller, neurons, new ExactIntegration(cell, DT_MS), product)
                        ::simulation);
        print("F3, escape noise, any N", spiking::simulation);
        print("F3 without plasticity", spiking::staticSimulation);
        print("F3, LIF, N = 30", lif::simulation);
    }

    private static void print(String what, IntFunction<Simulation> made) {
        long bytes = allocated(made, MORE) - allocated(made, FEW);
        int units = NETWORK.inputs()
                + NETWORK.chain().stream().mapToInt(l -> l.units()).sum();
        System.out.printf(Locale.ROOT, "  %-26s %.0f%n", what, (double) bytes / ((MORE - FEW) * units));
    }

    private static long allocated(IntFunction<Simulation> made, int lanes) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        made.apply(lanes);
        long before = threads.getCurrentThreadAllocatedBytes();
        Simulation simulation = made.apply(lanes);
        long bytes = threads.getCurrentThreadAllocatedBytes() - before;
        if (simulation.lanes() != lanes) {
            throw new IllegalStateException();
        }
        return bytes;
    }
}
