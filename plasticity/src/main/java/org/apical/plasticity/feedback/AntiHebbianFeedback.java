package org.apical.plasticity.feedback;

import java.util.HashSet;
import java.util.Set;
import org.apical.network.dynamics.Layer;
import org.apical.network.dynamics.Simulation;
import org.apical.network.dynamics.StepObserver;
import org.apical.network.synapse.Quantity;
import org.apical.network.synapse.Reading;
import org.apical.network.synapse.Reading.Delayed;
import org.apical.network.synapse.Reading.LowPassed;
import org.apical.network.synapse.Reading.Present;
import org.apical.neuron.kernel.MatrixProduct;
import org.apical.plasticity.rule.LocalReader;

/**
 * Learning of the feedback weights from noise (physics.md 7):
 *
 * <pre>
 * dQ_i = -mean_t v^fb_i[t] u_hp[t + 1]^T / sigma^2 - beta Q_i        v^fb_i[t] = (V_a[t] - V_a[0]) / (R_aa scale / R_sa)
 * </pre>
 *
 * v^fb (dimensionless) is the abstract feedback itself, or the fluctuation of the apical potential V_a (mV) about its value without control, in units of
 * what a steady feedback of 1 does to it; the mean over the steps t = 0 .. steps - 2 of the controlled phase and over lanes; u_hp the control as {@link ControlFilter} reads it, beta of {@link
 * FeedbackDecay}.
 *
 * <p>Reads at an apical synapse: the apical potential, the control that its presynaptic neuron sends, with decay the weight. Allocates only when the number
 * of lanes changes.
 */
public final class AntiHebbianFeedback implements StepObserver, LocalReader {
    private final AntiHebbianParams params;
    private final MatrixProduct product;
    private final ApicalSynapses[] synapses;
    /** V_a before any control, and its fluctuation about that in units of feedback, [layer][unit x lane]. */
    private final double[][] rest;

    private final double[][] apical;
    private HighPassed sent;
    private int lanes;

    /** @param layers number of layers */
    public AntiHebbianFeedback(int layers, AntiHebbianParams params, MatrixProduct product) {
        this.params = params;
        this.product = product;
        this.rest = new double[layers][];
        this.apical = new double[layers][];
        this.synapses = new ApicalSynapses[layers];
    }

    @Override
    public Set<Reading> reads() {
        Set<Reading> reads = new HashSet<>();
        reads.add(new Delayed(new Present(Quantity.LOCAL_POTENTIAL), params.dtMs()));
        reads.add(new Present(Quantity.PRESYNAPTIC_TRACE));
        if (params.filter() instanceof ControlFilter.HighPass highPass) {
            reads.add(new LowPassed(Quantity.PRESYNAPTIC_TRACE, highPass.tauMs()));
        }
        if (!(params.decay() instanceof FeedbackDecay.None)) {
            reads.add(new Present(Quantity.WEIGHT));
        }
        return reads;
    }

    @Override
    public void onStep(boolean controlled, int step, Simulation state) {
        if (!controlled) {
            return;
        }
        double[] control = state.control();
        if (step == 0) {
            fit(state, control.length);
            sent.begin(control);
        }
        double[] u = step == 0 ? control : sent.step(control);
        for (int l = 0; l < synapses.length; l++) {
            Layer layer = state.layer(l);
            if (step == 0) {
                System.arraycopy(layer.apical(), 0, rest[l], 0, rest[l].length);
            }
            fluctuation(layer, rest[l], apical[l]);
            if (step == 0) {
                synapses[l].begin(apical[l]);
            } else {
                synapses[l].step(apical[l], u);
            }
        }
    }

    private static void fluctuation(Layer layer, double[] rest, double[] v) {
        double[] now = layer.apical();
        double unit = layer.apicalPerFeedback();
        for (int k = 0; k < v.length; k++) {
            v[k] = (now[k] - rest[k]) / unit;
        }
    }

    private void fit(Simulation state, int controls) {
        if (lanes == state.lanes()) {
            return;
        }
        lanes = state.lanes();
        sent = new HighPassed(params, controls);
        for (int l = 0; l < synapses.length; l++) {
            int units = state.layer(l).units();
            synapses[l] = new ApicalSynapses(units, controls / lanes, lanes, product);
            rest[l] = new double[units * lanes];
            apical[l] = new double[units * lanes];
        }
    }

    /**
     * Adds factor times what noise says of a layer's dQ, summed over lanes, of the presentation just seen.
     *
     * @param dQ (units x outputs), modified
     */
    public void addTo(int layer, double[] dQ, double factor) {
        synapses[layer].addMean(-factor * lanes / (params.deviation() * params.deviation()), dQ);
    }

    /** What noise says of a layer's dQ, (units x outputs), in the presentation just seen: no decay. */
    public double[] change(int layer) {
        double[] change = new double[synapses[layer].weights()];
        addNoisePart(layer, change);
        return change;
    }

    /**
     * dQ of a layer, in the presentation just seen.
     *
     * @param q its feedback weights (units x outputs)
     * @param change modified: set
     */
    public void change(int layer, double[] q, double[] change) {
        double beta = params.decay().beta(q);
        for (int k = 0; k < q.length; k++) {
            change[k] = beta == 0 ? 0 : -beta * q[k];
        }
        addNoisePart(layer, change);
    }

    private void addNoisePart(int layer, double[] change) {
        synapses[layer].addMean(-1 / (params.deviation() * params.deviation()), change);
    }
}
