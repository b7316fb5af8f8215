package org.apical.app.replay;

import java.util.List;
import org.apical.app.replay.CompartmentCase.Run;
import org.apical.neuron.model.Integration;
import org.apical.neuron.model.Layout;
import org.apical.neuron.model.NeuronModel;
import org.apical.neuron.model.NeuronPopulation;
import org.apical.neuron.model.Stepping;
import org.apical.neuron.simulation.Stimulus;
import org.apical.neuron.soma.Graded;
import org.apical.neuron.synapse.InjectedCurrent;
import org.apical.neuron.synapse.Input;

/** Recomputes {@code three-compartment-passive}: current steps into a passive neuron, by Brian2 (exact) or NEURON. */
final class PassiveReplay {
    private static final double EXACT_MV = 1e-9;
    /** NEURON's variable-step solution carries its own tolerance. */
    private static final double VARIABLE_STEP_MV = 1e-3;

    private static final List<Input> INPUTS = List.of(
            new InjectedCurrent("I_s", "soma"),
            new InjectedCurrent("I_b", "basal"),
            new InjectedCurrent("I_a", "apical"));

    private PassiveReplay() {}

    static void run(CaseFile file, Deviations found) {
        CompartmentCase c = CompartmentCase.read(file);
        double[][] current = INPUTS.stream()
                .map(i -> file.doubles(i.name() + "_pA", c.steps()))
                .toArray(double[][]::new);
        boolean exact = file.has("propagator_SI");
        Run run = run(c, Integration.EXACT, current);
        for (int k = 0; k < 3; k++) {
            String name = CompartmentCase.RECORDED.get(k);
            double[] trace = run.variables().trace(CompartmentCase.VARIABLES.get(k), 0);
            double[] recorded = file.doubles(name, c.steps() + 1);
            found.compare(name, name, trace, recorded, 0, trace.length, exact ? EXACT_MV : VARIABLE_STEP_MV);
        }
        if (exact) {
            PropagatorCheck.compare(c, found, "propagator_SI", INPUTS, false, List.of("Va", "Vb", "Vs"));
        }
        fixedSteps(c, current, run, found);
        found.given("t_ms", "I_s_pA", "I_b_pA", "I_a_pA");
    }

    /**
     * NEURON's fixed-step schemes: Crank–Nicolson is the implicit tree solve of Apical; backward Euler, which Apical has not, is judged by its recorded
     * distance from the exact solution.
     */
    private static void fixedSteps(CompartmentCase c, double[][] current, Run exact, Deviations found) {
        CaseFile file = c.file();
        String euler = "backward_euler_dt0.1/";
        String crank = "crank_nicolson_dt0.1/";
        Run implicit = run(c, Integration.IMPLICIT_TREE, current);
        double fromExact = 0;
        for (int k = 0; k < 3; k++) {
            String name = CompartmentCase.RECORDED.get(k);
            String variable = CompartmentCase.VARIABLES.get(k);
            if (file.has(crank + name)) {
                double[] recorded = file.doubles(crank + name, c.steps() + 1);
                double[] trace = implicit.variables().trace(variable, 0);
                found.compare(crank + name, crank + name, trace, recorded, 0, trace.length, EXACT_MV);
            }
            if (file.has(euler + name)) {
                double[] recorded = file.doubles(euler + name, c.steps() + 1);
                double[] trace = exact.variables().trace(variable, 0);
                for (int row = 0; row < trace.length; row++) {
                    fromExact = Math.max(fromExact, Math.abs(trace[row] - recorded[row]));
                }
                found.given(euler + name);
            }
        }
        if (fromExact > 0) {
            double recorded =
                    c.attributes().number("max_abs_diff_vs_brian2_exact_backward_euler_dt0.1_mV", 0, Double.MAX_VALUE);
            String name = "error of " + euler + "V*_mV";
            found.add(euler, name, Math.abs(fromExact - recorded), "mV", EXACT_MV);
        }
    }

    private static Run run(CompartmentCase c, Integration integration, double[][] current) {
        NeuronModel model = new NeuronModel(c.cell(), INPUTS, new Graded(mv -> 0));
        Stimulus steps = new Stimulus() {
            @Override
            public void currents(int step, NeuronPopulation neurons) {
                for (int k = 0; k < current.length; k++) {
                    neurons.inputs()[k][0] = current[k][step];
                }
            }
        };
        return c.run(
                model,
                new Stepping(integration, c.dtMs(), 1),
                Layout.of(1),
                p -> steps,
                c.steps(),
                1,
                CompartmentCase.VARIABLES.toArray(String[]::new));
    }
}
