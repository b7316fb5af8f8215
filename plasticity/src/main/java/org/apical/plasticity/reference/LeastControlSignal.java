package org.apical.plasticity.reference;

import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.network.theory.OptimalControl;
import org.apical.network.theory.SampleState;
import org.apical.plasticity.training.ForwardSignal;
import org.apical.plasticity.training.Samples;
import org.apical.plasticity.training.Targets;
import org.apical.plasticity.update.WeightUpdate;

/**
 * Least control itself, psi r^T with the optimal psi of each sample: minus the gradient of its cost H. It uses the transposed weights.
 *
 * @param target r_L*
 * @param alpha leak on u
 */
public record LeastControlSignal(NetworkDescription network, Targets target, double alpha) implements ForwardSignal {
    private static final double TOLERANCE = 1e-6;

    @Override
    public WeightUpdate direction(NetworkWeights weights, Samples samples, long trial) {
        WeightUpdate update = new WeightUpdate(network);
        for (int k = 0; k < samples.size(); k++) {
            double[] input = samples.rates()[k];
            double[] wanted = new double[network.outputs()];
            double[] free = SampleState.feedforward(network, weights, input).output();
            target.of(samples.range(k, 1)).fill(free, wanted, wanted.length, 1);
            OptimalControl control = OptimalControl.of(network, weights, input, wanted, alpha, TOLERANCE);
            for (int l = 0; l < network.layers(); l++) {
                update.addOuter(l, control.psi()[l], control.state().presynaptic(l), 1.0 / samples.size());
            }
        }
        return update;
    }
}
