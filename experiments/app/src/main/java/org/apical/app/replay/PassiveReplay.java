package org.apical.app.replay;

import java.util.List;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.DecompositionSolver;
import org.apache.commons.math3.linear.DiagonalMatrix;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;
import org.apical.neuron.model.Integration;
import org.apical.neuron.model.NeuronModel;
import org.apical.neuron.model.NeuronPopulation;
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
        CompartmentCase.POTENTIALS.forEach(shown -> file.expectShape(shown.recorded(), c.steps() + 1));
        boolean variableStep = c.attributes().text("how").contains("CVode");
        double allowedMv = variableStep ? VARIABLE_STEP_MV : EXACT_MV;
        run(c, Integration.EXACT, current).compare(found, "", CompartmentCase.POTENTIALS, allowedMv);
        if (file.has("propagator_SI")) {
            PropagatorCheck.compare(c, found, "propagator_SI", INPUTS, false, List.of("Va", "Vb", "Vs"));
        }
        // NEURON's fixed-step schemes: Crank–Nicolson is the implicit tree solve of Apical; backward Euler, which
        // Apical has not, is written out here
        run(c, Integration.IMPLICIT_TREE, current)
                .compare(found, "crank_nicolson_dt0.1/", CompartmentCase.POTENTIALS, EXACT_MV);
        double[][] euler = backwardEuler(c, current);
        for (int k = 0; k < euler.length; k++) {
            String name = CompartmentCase.POTENTIALS.get(k).recorded();
            found.absolute("backward_euler_dt0.1/" + name, euler[k], EXACT_MV);
        }
        c.rowTimes(found, 1);
        found.given("I_s_pA", "I_b_pA", "I_a_pA");
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

    private static CompartmentRun run(CompartmentCase c, Integration integration, double[][] current) {
        NeuronModel model = new NeuronModel(c.cell(), INPUTS, new Graded(mv -> 0));
        Stimulus steps = new Stimulus() {
            @Override
            public void currents(int step, NeuronPopulation neurons) {
                for (int k = 0; k < current.length; k++) {
                    neurons.inputs()[k][0] = current[k][step];
                }
            }
        };
        return c.run(model, integration, 1, 1, 1, CompartmentCase.POTENTIALS, p -> steps);
    }
}
