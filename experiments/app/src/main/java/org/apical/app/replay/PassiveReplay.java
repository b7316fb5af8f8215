package org.apical.app.replay;

import java.util.List;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.DecompositionSolver;
import org.apache.commons.math3.linear.DiagonalMatrix;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;
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
        CompartmentCase.RECORDED.forEach(name -> file.expectShape(name, c.steps() + 1));
        boolean exact = !c.attributes().text("how").contains("CVode");
        Run run = run(c, Integration.EXACT, current);
        for (int k = 0; k < 3; k++) {
            String name = CompartmentCase.RECORDED.get(k);
            double[] trace = run.variables().trace(CompartmentCase.VARIABLES.get(k), 0);
            double[] recorded = file.doubles(name, c.steps() + 1);
            found.compare(name, name, trace, recorded, 0, trace.length, exact ? EXACT_MV : VARIABLE_STEP_MV);
        }
        if (file.has("propagator_SI")) {
            PropagatorCheck.compare(c, found, "propagator_SI", INPUTS, false, List.of("Va", "Vb", "Vs"));
        }
        fixedSteps(c, current, found);
        c.rowTimes(found, c.steps() + 1, c.dtMs());
        found.given("I_s_pA", "I_b_pA", "I_a_pA");
    }

    /** NEURON's fixed-step schemes: Crank–Nicolson is the implicit tree solve of Apical; backward Euler, which Apical has not, is written out here. */
    private static void fixedSteps(CompartmentCase c, double[][] current, Deviations found) {
        Run implicit = run(c, Integration.IMPLICIT_TREE, current);
        double[][] euler = backwardEuler(c, current);
        for (int k = 0; k < 3; k++) {
            double[] trace = implicit.variables().trace(CompartmentCase.VARIABLES.get(k), 0);
            compare(c, found, "crank_nicolson_dt0.1/" + CompartmentCase.RECORDED.get(k), trace);
            compare(c, found, "backward_euler_dt0.1/" + CompartmentCase.RECORDED.get(k), euler[k]);
        }
    }

    private static void compare(CompartmentCase c, Deviations found, String name, double[] trace) {
        if (c.file().has(name)) {
            double[] recorded = c.file().doubles(name, c.steps() + 1);
            found.compare(name, name, trace, recorded, 0, trace.length, EXACT_MV);
        }
    }

    /** (C/dt + G) dV = I - G (V - E_L). */
    private static double[][] backwardEuler(CompartmentCase c, double[][] current) {
        RealMatrix conductance = new Array2DRowRealMatrix(c.cell().conductanceMatrixNanoS());
        RealMatrix capacitance = new DiagonalMatrix(c.cell().capacitancesPicoF());
        DecompositionSolver system =
                new LUDecomposition(conductance.add(capacitance.scalarMultiply(1 / c.dtMs()))).getSolver();
        RealVector v = new ArrayRealVector(3);
        double[][] traces = new double[3][c.steps() + 1];
        for (int step = 0; step <= c.steps(); step++) {
            for (int k = 0; k < 3; k++) {
                traces[k][step] = c.cell().restMv() + v.getEntry(k);
            }
            int n = Math.min(step, c.steps() - 1);
            RealVector input = new ArrayRealVector(new double[] {current[0][n], current[1][n], current[2][n]});
            v = v.add(system.solve(input.subtract(conductance.operate(v))));
        }
        return traces;
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
