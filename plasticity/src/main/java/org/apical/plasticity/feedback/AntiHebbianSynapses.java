package org.apical.plasticity.feedback;

import java.util.Arrays;
import org.apical.network.synapse.ApicalSynapseView;
import org.apical.neuron.kernel.MatrixProduct;

/** {@link AntiHebbianFeedback} at the synapses of one layer: the sum of v^fb[t] u_hp[t + 1]^T over pairs of plastic steps. A step allocates nothing. */
final class AntiHebbianSynapses implements FeedbackRule.Synapses {
    private final AntiHebbianParams params;
    private final MatrixProduct product;
    private final ApicalSynapseView view;
    private final boolean fromStart;
    private final HighPassed sent;
    private final HighPassed moved;
    /** V_a when the presentation began, [unit x lane]. */
    private final double[] rest;
    /** v^fb of the step before. */
    private final double[] before;

    private final double[] sum;
    private int pairs;
    private boolean plasticBefore;
    private boolean first;

    AntiHebbianSynapses(AntiHebbianFeedback rule, ApicalSynapseView view) {
        this.params = rule.params();
        this.product = rule.product();
        this.view = view;
        int outputs = view.pre().units();
        int size = view.post().units() * view.lanes();
        this.fromStart = params.fluctuation().highPassMs().isEmpty();
        this.sent = HighPassed.of(params.filter().highPassMs(), params.dtMs(), outputs * view.lanes());
        this.moved = HighPassed.of(params.fluctuation().highPassMs(), params.dtMs(), size);
        this.rest = new double[size];
        this.before = new double[size];
        this.sum = new double[view.post().units() * outputs];
    }

    @Override
    public void begin() {
        Arrays.fill(sum, 0);
        pairs = 0;
        plasticBefore = false;
        first = true;
    }

    @Override
    public void step(boolean plastic) {
        double[] potential = view.post().potential();
        if (fromStart && first) {
            System.arraycopy(potential, 0, rest, 0, rest.length);
        }
        first = false;
        boolean onset = plastic && !plasticBefore;
        plasticBefore = plastic;
        if (!plastic) {
            return;
        }
        double[] control = view.pre().trace();
        if (onset) {
            sent.begin(control);
            moved.begin(potential);
        }
        double[] u = sent.step(control);
        double[] v = moved.step(potential);
        if (!onset) {
            product.multiplyTransposedAdd(
                    view.post().units(), view.lanes(), view.pre().units(), before, u, sum);
            pairs++;
        }
        double unit = view.post().constants().potentialPerFeedback();
        for (int k = 0; k < before.length; k++) {
            before[k] = (v[k] - rest[k]) / unit;
        }
    }

    @Override
    public void addTo(double[] dQ, double factor) {
        double said = -Math.pow(params.lagFactor(), view.post().constants().layersAbove())
                / (params.deviation() * params.deviation());
        for (int k = 0; k < sum.length && pairs > 0; k++) {
            dQ[k] += factor * said * sum[k] / pairs;
        }
        if (!params.decay().decays()) {
            return;
        }
        double[] q = view.weights();
        double pull = -factor * view.lanes() * params.decay().beta(q);
        for (int k = 0; k < sum.length; k++) {
            dQ[k] += pull * q[k];
        }
    }
}
