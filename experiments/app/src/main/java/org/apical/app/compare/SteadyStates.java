package org.apical.app.compare;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apical.app.experiment.TargetDescription;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.network.theory.SampleState;
import org.apical.network.theory.SteadyState;
import org.apical.plasticity.training.Samples;

/**
 * Steady states of the abstract equations under control (physics.md 2), by Newton's method from no control, or what lies nearest.
 *
 * @param target r_L*, [output x sample]; not to be written
 * @param list one a sample; its residual is NaN where a linearised loop is singular
 */
public record SteadyStates(double[] target, List<SteadyState> list) {
    /** Residual above which there is nothing to compare with. */
    public static final double RESIDUAL = 1e-12;

    /**
     * Towards given outputs.
     *
     * @param inputs r_0, [sample][input]
     * @param target r_L*, [output x sample]
     * @param alpha leak on u that the controller's steady state has
     */
    public static SteadyStates of(
            NetworkDescription network, NetworkWeights weights, double[][] inputs, double[] target, double alpha) {
        int samples = inputs.length;
        return new SteadyStates(
                target,
                IntStream.range(0, samples)
                        .mapToObj(k -> {
                            double[] wanted = new double[network.outputs()];
                            Arrays.setAll(wanted, o -> target[o * samples + k]);
                            return nearest(network, weights, inputs[k], wanted, alpha);
                        })
                        .toList());
    }

    /** Towards what samples ask for, relative to their outputs without feedback. */
    public static SteadyStates of(
            NetworkDescription network,
            NetworkWeights weights,
            Samples samples,
            TargetDescription towards,
            double alpha) {
        int lanes = samples.size();
        double[] free = new double[network.outputs() * lanes];
        for (int lane = 0; lane < lanes; lane++) {
            double[] output = SampleState.feedforward(network, weights, samples.rates()[lane])
                    .output();
            for (int o = 0; o < output.length; o++) {
                free[o * lanes + lane] = output[o];
            }
        }
        double[] target = new double[free.length];
        towards.of(samples).fill(free, target, network.outputs(), lanes);
        return of(network, weights, samples.rates(), target, alpha);
    }

    /** Of one sample; the residual is NaN where a linearised loop is singular. */
    static SteadyState nearest(
            NetworkDescription network, NetworkWeights weights, double[] input, double[] wanted, double alpha) {
        try {
            return SteadyState.nearest(network, weights, input, wanted, alpha, RESIDUAL);
        } catch (ArithmeticException e) {
            SampleState free = SampleState.feedforward(network, weights, input);
            return new SteadyState(new double[wanted.length], free, Double.NaN);
        }
    }

    /** Potentials and rates of every sample. */
    public List<SampleState> states() {
        return list.stream().map(SteadyState::state).toList();
    }

    /** Largest residual; NaN where one is. */
    public double residual() {
        return list.stream().mapToDouble(SteadyState::residual).reduce(0, Math::max);
    }

    /** Whether all of them are steady states. */
    public boolean reached() {
        return residual() <= RESIDUAL;
    }
}
