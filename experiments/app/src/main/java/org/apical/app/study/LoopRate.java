package org.apical.app.study;

import java.util.Arrays;
import org.apache.commons.math3.stat.regression.SimpleRegression;
import org.apical.network.control.OutputTarget;
import org.apical.network.description.NetworkWeights;
import org.apical.network.dynamics.Presentation;
import org.apical.network.dynamics.Presentation.Phase;
import org.apical.network.dynamics.Simulation;
import org.apical.network.dynamics.Timing;
import org.apical.network.formulation.RateFormulation;
import org.apical.neuron.parameter.Require;
import org.apical.neuron.random.RandomStreams;

/**
 * The rate at which a simulated loop of F1 comes to rest, or leaves it, near the feedforward state: s in |rho(t)| ~ exp(s t / tau_u), rho = r_L* - r_L - alpha u, which is zero in the steady state. What the largest real
 * part of the eigenvalues of A_PI (physics.md 2) predicts in the limit dt -> 0. Targets lie {@value #NEAR} from the free output, where the loop is linear until |rho| has grown to {@value #LARGE}; where it has not, {@value
 * #FAR}, so that it has a longer way to fall. It is read over the second half of the time until then, or until |rho| has fallen to rounding, or until the end, by when the slowest mode is left.
 *
 * @param formulation F1 with a law of control
 * @param steps of a presentation
 */
public record LoopRate(RateFormulation formulation, int steps) {
    private static final double NEAR = 1e-9;
    private static final double FAR = 1e-4;
    private static final double LARGE = 1e-2;
    private static final double ROUNDING = 1e-13;
    private static final int FEWEST = 16;

    public LoopRate {
        Require.atLeast("LoopRate.steps", steps, 4 * FEWEST);
    }

    /**
     * s of each sample (1/tau_u); NaN where rho came to nothing too soon to tell.
     *
     * @param inputs r_0, [sample][input]; not modified
     */
    public double[] of(NetworkWeights weights, double[][] inputs) {
        double[][] growing = residuals(weights, inputs, shifted(NEAR));
        double[][] falling = residuals(weights, inputs, shifted(FAR));
        double[] rates = new double[inputs.length];
        Arrays.setAll(rates, lane -> {
            boolean grown = !(Arrays.stream(growing[lane]).max().orElseThrow() < LARGE * LARGE);
            return rate(
                    grown ? growing[lane] : falling[lane], formulation.timing().dtOverTauU());
        });
        return rates;
    }

    /**
     * What is left of |rho| on the way to any target: rms over the last tenth of the presentation, relative to the beginning; NaN or infinite where numbers have left their range.
     *
     * @param inputs r_0, [sample][input]; not modified
     */
    public double[] left(NetworkWeights weights, double[][] inputs, OutputTarget target) {
        double[][] squares = residuals(weights, inputs, target);
        double[] left = new double[inputs.length];
        Arrays.setAll(left, lane -> {
            double mean = Arrays.stream(squares[lane], steps - steps / 10, steps)
                    .average()
                    .orElseThrow();
            return Math.sqrt(mean / squares[lane][0]);
        });
        return left;
    }

    /** |rho|^2, [sample][step]. */
    private double[][] residuals(NetworkWeights weights, double[][] inputs, OutputTarget to) {
        int lanes = inputs.length;
        Timing timing = formulation.timing().withSteps(0, 0, steps);
        Simulation simulation = formulation.withTiming(timing).simulation(lanes);
        double[] x = new double[inputs[0].length * lanes];
        for (int k = 0; k < x.length; k++) {
            x[k] = inputs[k % lanes][k / lanes];
        }
        double alpha = formulation.controller().steadyLeak().orElseThrow();
        double[][] squares = new double[lanes][steps];
        simulation.present(
                formulation.map(weights),
                new Presentation(x, new long[lanes], Phase.PROBE, new RandomStreams(0)),
                to,
                (controlled, step, state) -> {
                    double[] r = state.layer(state.layers() - 1).output();
                    for (int k = 0; k < r.length; k++) {
                        double rho = state.target()[k] - r[k] - alpha * state.control()[k];
                        squares[k % lanes][step] += rho * rho;
                    }
                });
        return squares;
    }

    private static OutputTarget shifted(double shift) {
        return (free, target, outputs, width) -> Arrays.setAll(target, k -> free[k] + shift * sign(k / width));
    }

    /** Signs that alternate, so that no output is favoured. */
    private static int sign(int output) {
        return output % 2 == 0 ? 1 : -1;
    }

    /** @param squares |rho|^2 of every step */
    private static double rate(double[] squares, double dt) {
        int end = 0;
        while (end < squares.length && squares[end] < LARGE * LARGE && Double.isFinite(squares[end])) {
            end++;
        }
        while (end > 0 && squares[end - 1] < ROUNDING * ROUNDING) {
            end--;
        }
        int from = end / 2;
        if (end - from < FEWEST) {
            return Double.NaN;
        }
        SimpleRegression line = new SimpleRegression();
        for (int k = from; k < end; k++) {
            if (squares[k] > 0) {
                line.addData(k * dt, Math.log(squares[k]) / 2);
            }
        }
        return line.getSlope();
    }
}
