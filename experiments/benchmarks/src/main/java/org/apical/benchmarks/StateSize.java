package org.apical.benchmarks;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.function.IntFunction;
import org.apical.network.dynamics.Simulation;
import org.apical.network.formulation.SpikingFormulation;
import org.apical.neuron.kernel.MatrixProduct;

/** How many bytes does a lane of a network take, per unit (inputs counted in)? What is allocated for more lanes, weights being shared by all. */
final class StateSize {
    private static final int FEW = 32;
    private static final int MORE = 96;

    private StateSize() {}

    static void report(MatrixProduct product) {
        System.out.println("state of 784-256-256-256-10, bytes per unit and lane (inputs counted in):");
        for (LearningNetwork network : LearningNetwork.values()) {
            print(network.name(), network.formulation(10, product)::simulation);
        }
        print(
                "F3 without plasticity",
                ((SpikingFormulation) LearningNetwork.F3.formulation(10, product))::staticSimulation);
    }

    private static void print(String what, IntFunction<Simulation> made) {
        long bytes = allocated(made, MORE) - allocated(made, FEW);
        int units = LearningNetwork.DESCRIPTION.inputs()
                + LearningNetwork.DESCRIPTION.chain().stream()
                        .mapToInt(l -> l.units())
                        .sum();
        System.out.printf(Locale.ROOT, "  %-26s %.0f%n", what, (double) bytes / ((MORE - FEW) * units));
    }

    private static long allocated(IntFunction<Simulation> made, int lanes) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        made.apply(lanes);
        long before = threads.getCurrentThreadAllocatedBytes();
        Simulation simulation = made.apply(lanes);
        long bytes = threads.getCurrentThreadAllocatedBytes() - before;
        if (simulation.lanes() != lanes) {
            throw new IllegalStateException("a simulation of " + lanes + " lanes has " + simulation.lanes());
        }
        return bytes;
    }
}
