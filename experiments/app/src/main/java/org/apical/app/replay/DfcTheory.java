package org.apical.app.replay;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.apache.commons.math3.util.MathArrays;
import org.apical.network.description.NetworkDescription;
import org.apical.network.theory.LinearisedNetwork;
import org.apical.network.theory.SampleState;
import org.apical.plasticity.reference.Backpropagation;
import org.apical.plasticity.reference.GaussNewton;
import org.apical.plasticity.reference.MinimumNorm;
import org.apical.plasticity.reference.NonLocal;
import org.apical.plasticity.update.WeightUpdate;

/** Recomputes the theory of a case of abstract DFC (physics.md 2): Jacobian, condition 2, stability, reference updates, angles, null space. */
final class DfcTheory {
    private static final String GROUP = "expected/theory/";
    /** Most multiplications of a singular value decomposition, about a minute of them. */
    private static final double MAX_DECOMPOSITION = 1e10;

    private DfcTheory() {}

    /**
     * @param free feedforward state of each sample
     * @param analytic the update that angles and the null space are asked of
     */
    static void compare(DfcCase c, CaseFile file, SampleState[] free, WeightUpdate analytic, DfcDeviations found) {
        NetworkDescription network = c.network();
        LinearisedNetwork[] linear = Stream.of(free)
                .map(state -> new LinearisedNetwork(network, c.weights(), state))
                .toArray(LinearisedNetwork[]::new);
        int units = linear[0].jacobian().numCols;
        double[] jacobian = Stream.of(linear)
                .flatMapToDouble(one -> DoubleStream.of(one.jacobian().data))
                .toArray();
        found.all().relative(GROUP + "jacobian", jacobian, c.samples(), network.outputs(), units);
        double conditionTwo = 0;
        for (LinearisedNetwork one : linear) {
            conditionTwo += one.conditionTwo() / c.samples();
        }
        found.all().relative(GROUP + "condition_two", new double[] {conditionTwo});
        stability(c, file, linear, found);
        nullSpace(file, linear, analytic, found);
        references(c, linear, analytic, found);
    }

    private static void stability(DfcCase c, CaseFile file, LinearisedNetwork[] linear, DfcDeviations found) {
        String name = GROUP + "max_real_eigenvalue_A_PI";
        if (file.has(name)) {
            double[] largest = Stream.of(linear)
                    .mapToDouble(one -> one.largestRealEigenvalue(
                            c.dynamics().controller().leakAlpha(),
                            c.dynamics().controller().proportionalGain(),
                            c.dynamics().tauV()))
                    .toArray();
            found.all().relative(name, largest, c.samples());
        }
    }

    private static void nullSpace(
            CaseFile file, LinearisedNetwork[] linear, WeightUpdate analytic, DfcDeviations found) {
        String name = GROUP + "nullspace_relative_norm";
        if (!file.has(name)) {
            return;
        }
        double[] share = new double[analytic.layers()];
        for (int l = 0; l < share.length; l++) {
            double rows = (double) linear.length * linear[0].jacobian().numRows;
            double columns = analytic.forward(l).length;
            if (rows * columns * Math.min(rows, columns) > MAX_DECOMPOSITION) {
                throw file.error(
                        name,
                        "expected a weight Jacobian that is decomposed with at most " + MAX_DECOMPOSITION
                                + " multiplications, found one of " + rows + " x " + columns);
            }
            share[l] = new NullSpace(linear, l).share(analytic.forward(l));
        }
        found.all().shares(name, share);
    }

    private static void references(DfcCase c, LinearisedNetwork[] linear, WeightUpdate analytic, DfcDeviations found) {
        Map<String, NonLocal> references = new LinkedHashMap<>();
        references.put("minimum_norm", new MinimumNorm(c.damping()));
        references.put("gauss_newton", new GaussNewton(c.damping()));
        references.put("backpropagation", new Backpropagation());
        references.forEach((name, reference) -> {
            WeightUpdate update = new WeightUpdate(c.network());
            for (int k = 0; k < linear.length; k++) {
                reference.addTo(
                        update, linear[k], descent(c, k, linear[k].state().output()), 1.0 / linear.length);
            }
            found.update("expected/" + name + "/", update);
            VectorAngle angle = VectorAngle.between(stacked(analytic), stacked(update));
            found.all().angle(GROUP + "angle_deg_analytic_vs_" + name, angle);
        });
    }

    /** Minus the loss gradient at the output: (r_L* - r_L^-) / lambda. */
    private static double[] descent(DfcCase c, int sample, double[] output) {
        double[] descent = new double[output.length];
        for (int o = 0; o < descent.length; o++) {
            descent[o] = (c.target()[sample][o] - output[o]) / c.targetStepsize();
        }
        return descent;
    }

    private static double[] stacked(WeightUpdate update) {
        double[][] parts = new double[2 * update.layers()][];
        for (int l = 0; l < update.layers(); l++) {
            parts[2 * l] = update.forward(l);
            parts[2 * l + 1] = update.bias(l);
        }
        return MathArrays.concatenate(parts);
    }
}
