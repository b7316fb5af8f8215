package org.apical.plasticity.reference;

import java.util.Arrays;
import org.apical.network.control.ControllerParams;
import org.apical.network.control.OutputTarget;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.network.theory.LinearisedNetwork;
import org.apical.network.theory.SampleState;
import org.apical.network.theory.SteadyState;
import org.apical.neuron.parameter.Require;
import org.apical.plasticity.update.SteadyStateUpdate;
import org.apical.plasticity.update.WeightUpdate;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * Measures {@link Alignment} on a fixed batch, over training for example. The update measured is that of the analytic steady state ("DFC-SSA"); others are
 * measured by {@link #angles}.
 *
 * <p>Delta v = Q (J Q + alpha I)^-1 delta is the damped minimum norm exactly for Q = J^T and damping gamma = alpha. What is left for a Q common to all samples: their
 * Jacobians differ, the rule carries a factor phi', and a nudge that is not small leaves the linear range of phi.
 */
public final class AlignmentProbe {
    private final NetworkDescription network;
    private final ControllerParams law;
    private final double tauV;
    private final double damping;
    private final double[][] inputs;
    private final ReferenceProbe references;

    /**
     * @param tauV tau_v (units of tau_u)
     * @param damping gamma of minimum norm and Gauss–Newton, >= 0
     * @param inputs r_0, [sample][input]; not modified
     * @param nudge r_L* of all samples at once
     */
    public AlignmentProbe(
            NetworkDescription network,
            ControllerParams law,
            double tauV,
            double damping,
            double[][] inputs,
            OutputTarget nudge) {
        this.network = network;
        this.law = law;
        this.tauV = Require.positive("AlignmentProbe.tauV", tauV, "(units of tau_u)");
        this.damping = Require.notNegative("AlignmentProbe.damping", damping, "(dimensionless)");
        this.inputs = inputs;
        this.references = new ReferenceProbe(network, inputs, nudge);
    }

    /** Everything, for the weights as they are. */
    public Alignment measure(NetworkWeights weights) {
        double share = 1.0 / inputs.length;
        double conditionOne = 0;
        double conditionTwo = 0;
        double eigenvalue = Double.NEGATIVE_INFINITY;
        CosineMean transpose = new CosineMean(network.layers());
        CosineMean inverse = new CosineMean(network.layers());
        for (double[] input : inputs) {
            LinearisedNetwork linear = references.linearised(weights, input);
            conditionOne += share * linear.conditionOne();
            conditionTwo += share * linear.conditionTwo();
            eigenvalue = Math.max(
                    eigenvalue, linear.largestRealEigenvalue(law.steadyLeakAlpha(), law.proportionalGain(), tauV));
            DMatrixRMaj jt = CommonOps_DDRM.transpose(linear.jacobian(), null);
            transpose.add(network, weights, linear, jt, share);
            DMatrixRMaj pseudoInverse = new DMatrixRMaj(jt.numRows, jt.numCols);
            CommonOps_DDRM.pinv(linear.jacobian(), pseudoInverse);
            inverse.add(network, weights, linear, pseudoInverse, share);
        }
        UpdateAngles angles = angles(weights, analytic(weights));
        return new Alignment(
                conditionOne,
                conditionTwo,
                eigenvalue,
                angles,
                transpose.mean(),
                inverse.mean(),
                nullSpaceShares(weights));
    }

    /** The angles of an update of this batch to the references. */
    public UpdateAngles angles(NetworkWeights weights, WeightUpdate update) {
        return new UpdateAngles(
                references.angleDegrees(new MinimumNorm(damping), weights, update),
                references.angleDegrees(new GaussNewton(damping), weights, update),
                references.angleDegrees(new Backpropagation(), weights, update));
    }

    /** The update of the analytic steady state, the mean over samples. */
    public WeightUpdate analytic(NetworkWeights weights) {
        WeightUpdate update = new WeightUpdate(network);
        double[][] shift = references.shifts(weights);
        for (int k = 0; k < inputs.length; k++) {
            SampleState state = analytic(weights, k, shift[k]);
            for (int l = 0; l < network.layers(); l++) {
                SteadyStateUpdate.add(
                        update,
                        l,
                        network.transfer(l),
                        state.potential(l),
                        state.drive(network, weights, l),
                        state.presynaptic(l),
                        1.0 / inputs.length);
            }
        }
        return update;
    }

    private SampleState analytic(NetworkWeights weights, int sample, double[] shift) {
        double[] target =
                references.linearised(weights, inputs[sample]).state().output().clone();
        for (int o = 0; o < target.length; o++) {
            target[o] += shift[o];
        }
        return SteadyState.analytic(network, weights, inputs[sample], target, law.steadyLeakAlpha())
                .state();
    }

    /** Of the updates of the analytic steady state, means over samples. */
    private NullSpaceShares nullSpaceShares(NetworkWeights weights) {
        double[] layers = new double[network.layers()];
        double total = 0;
        double[][] shift = references.shifts(weights);
        for (int k = 0; k < inputs.length; k++) {
            LinearisedNetwork linear = references.linearised(weights, inputs[k]);
            SampleState state = analytic(weights, k, shift[k]);
            double[][] errors = new double[layers.length][];
            for (int l = 0; l < layers.length; l++) {
                errors[l] = SteadyStateUpdate.error(
                        network.transfer(l), state.potential(l), state.drive(network, weights, l));
                layers[l] += linear.nullSpaceShare(l, errors[l]) / inputs.length;
            }
            total += linear.nullSpaceShare(errors) / inputs.length;
        }
        return new NullSpaceShares(Arrays.stream(layers).boxed().toList(), total);
    }
}
