package org.apical.app.study.geometry;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import org.apical.network.control.OutputTarget;
import org.apical.network.dynamics.Presentation;
import org.apical.network.dynamics.Presentation.Phase;
import org.apical.network.dynamics.Simulation;
import org.apical.network.formulation.RateFormulation;
import org.apical.network.theory.LinearisedNetwork;
import org.apical.neuron.random.RandomStreams;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * The way of potentials in a simulated presentation, in units of |d|, d = J^+ delta the least change that brings the output to its target. Delta v(t) = v - W r - b of all layers.
 *
 * @param along Delta v . d / |d|^2: 1 where the output is at its target
 * @param outside |(I - P_J) Delta v| / |d|, what moves no output
 * @param error |r_L* - r_L| / |delta|
 */
record Way(double[] along, double[] outside, double[] error) {

    /**
     * Simulates it.
     *
     * @param formulation of the student
     * @param delta r_L* - r_L^-
     */
    static Way of(Conditioned at, RateFormulation formulation, double[] delta, int steps) {
        LinearisedNetwork linear = at.linearised();
        double[] least = Angles.least(linear, delta);
        double size = Angles.norm(least);
        DMatrixRMaj rowSpace = linear.rowSpace();
        Way way = new Way(new double[steps], new double[steps], new double[steps]);
        RateFormulation timed = formulation.withTiming(formulation.timing().withSteps(0, 0, steps));
        OutputTarget target = (free, to, outputs, lanes) -> Arrays.setAll(to, o -> free[o] + delta[o]);
        timed.simulation(1)
                .present(
                        timed.map(at.weights()),
                        new Presentation(at.input(), new long[1], Phase.PROBE, new RandomStreams(0)),
                        target,
                        (controlled, step, state) -> {
                            double[] moved = moved(state, least.length);
                            DMatrixRMaj seen =
                                    CommonOps_DDRM.mult(rowSpace, DMatrixRMaj.wrap(moved.length, 1, moved), null);
                            double[] unseen = new double[moved.length];
                            Arrays.setAll(unseen, i -> moved[i] - seen.data[i]);
                            double[] output = state.layer(state.layers() - 1).output();
                            double[] e = new double[delta.length];
                            Arrays.setAll(e, o -> state.target()[o] - output[o]);
                            way.along[step] = Angles.dot(moved, least) / (size * size);
                            way.outside[step] = Angles.norm(unseen) / size;
                            way.error[step] = Angles.norm(e) / Angles.norm(delta);
                        });
        return way;
    }

    private static double[] moved(Simulation state, int units) {
        double[] moved = new double[units];
        int k = 0;
        for (int l = 0; l < state.layers(); l++) {
            double[] soma = state.layer(l).postsynaptic().soma();
            double[] basal = state.layer(l).postsynaptic().basal();
            for (int i = 0; i < soma.length; i++) {
                moved[k++] = soma[i] - basal[i];
            }
        }
        return moved;
    }

    double[] numbers() {
        return DoubleStream.concat(
                        Arrays.stream(along), DoubleStream.concat(Arrays.stream(outside), Arrays.stream(error)))
                .toArray();
    }

    static Way of(double[] n) {
        int steps = n.length / 3;
        return new Way(
                Arrays.copyOf(n, steps),
                Arrays.copyOfRange(n, steps, 2 * steps),
                Arrays.copyOfRange(n, 2 * steps, n.length));
    }
}
