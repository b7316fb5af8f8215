package org.apical.plasticity.rule;

import java.util.Arrays;
import org.apical.network.synapse.Presynaptic;
import org.apical.network.synapse.SynapseView;
import org.apical.neuron.kernel.Kernels;
import org.apical.neuron.model.SpikeList;
import org.apical.neuron.parameter.Require;
import org.apical.plasticity.rule.OnlineRule.OnlineSynapses;

/**
 * dW = eta e x_pre at weights in use. A row shows its weights when its source fires, is read when the spike is delivered, and hides again what is still under
 * way when the next step is taken: two passes a spike, the second over what the first has brought into the nearest cache.
 */
final class LiveWeights implements OnlineSynapses {
    private final SynapseView view;
    private final PredictionError error;
    private final Shown rows;

    LiveWeights(SynapseView view, PredictionError error, Kernels kernels, double[] bySource, double eta) {
        Require.that(view.lanes() == 1, "OnlineRule.lanes", "must be 1: lanes share their weights", view.lanes());
        Require.that(
                view.pre().decay() != null,
                "OnlineRule",
                "must have a trace of presynaptic spikes",
                "a trace of rates");
        Require.length(
                "OnlineRule.bySource",
                bySource,
                view.pre().units() * view.post().units());
        this.view = view;
        this.error = error;
        this.rows = new Shown(kernels, bySource, eta);
    }

    @Override
    public void begin() {
        error.begin();
        rows.begin();
    }

    @Override
    public void step(boolean plastic) {
        Presynaptic pre = view.pre();
        rows.step(error.step(plastic), pre.trace(), pre.decay().jumps().inLastStep());
    }

    @Override
    public void end() {
        if (rows.begun()) {
            rows.showAll();
        }
        begin();
    }

    private final class Shown extends SpikeDrivenRows {
        private final int[] shown;
        private final boolean[] isShown;
        private int count;
        private boolean plastic;

        Shown(Kernels kernels, double[] bySource, double eta) {
            super(kernels, view.post().units(), 1, view.pre().decay(), eta, bySource);
            shown = new int[view.pre().units()];
            isShown = new boolean[shown.length];
        }

        @Override
        void begin() {
            super.begin();
            count = 0;
            Arrays.fill(isShown, false);
        }

        /** The errors of the step are added first, so that one pass makes a row true to its end. */
        void step(double[] e, double[] trace, SpikeList jumps) {
            hideAll();
            if (enter(e)) {
                plastic = e != null;
                if (plastic) {
                    errors.add(e);
                    errors.keep(e);
                }
                visit(trace, jumps);
            }
        }

        @Override
        void arrive(int at, double decayed, double next) {
            addPresent(0, decayed);
            addResting(0, 1);
            if (plastic) {
                // which the integral has given the trace as it was before the jump
                add(errors.lastOfOneLane(), (next - decayed) * errors.discount());
            }
            toRow(at);
            isShown[at] = true;
            shown[count++] = at;
        }

        void hideAll() {
            for (int k = 0; k < count; k++) {
                hide(shown[k]);
                isShown[shown[k]] = false;
            }
            count = 0;
        }

        void showAll() {
            for (int at = 0; at < isShown.length; at++) {
                if (!isShown[at]) {
                    show(at);
                }
            }
        }
    }
}
