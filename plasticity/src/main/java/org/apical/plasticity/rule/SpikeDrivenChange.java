package org.apical.plasticity.rule;

import java.util.Arrays;
import org.apical.network.synapse.Presynaptic;
import org.apical.network.synapse.SynapseView;
import org.apical.neuron.kernel.MatrixProduct;
import org.apical.neuron.model.SpikeList;

/**
 * The change gathered at spikes while it is known where they are; while it is not (populations of many neurons, many spikes), in every step, or in blocks of steps where it is known which sources are silent.
 */
final class SpikeDrivenChange implements PairChange {
    private final SynapseView view;
    private final MatrixProduct product;
    private final double[] bySource;
    private final Gathered gathered;
    private final BlockedChange blocked;

    SpikeDrivenChange(SynapseView view, MatrixProduct product) {
        this.view = view;
        this.product = product;
        this.bySource = new double[view.pre().units() * view.post().units()];
        this.gathered = new Gathered();
        this.blocked = new BlockedChange(view, product, bySource);
    }

    @Override
    public void begin() {
        Arrays.fill(bySource, 0);
        gathered.begin();
        blocked.begin();
    }

    @Override
    public void step(double[] error) {
        Presynaptic pre = view.pre();
        SpikeList jumps = pre.decay().jumps().inLastStep();
        if (jumps != null) {
            gathered.step(error, pre.trace(), jumps);
            return;
        }
        gathered.end();
        if (error != null && blocked.takes()) {
            blocked.step(error);
        } else if (error != null) {
            product.multiplyTransposedAdd(pre.units(), view.lanes(), view.post().units(), pre.trace(), error, bySource);
        }
    }

    @Override
    public void addTo(double[] dW, double factor) {
        gathered.end();
        blocked.end();
        int sources = view.pre().units();
        int units = view.post().units();
        for (int j = 0; j < sources; j++) {
            for (int i = 0; i < units; i++) {
                dW[i * sources + j] += factor * bySource[j * units + i];
            }
        }
    }

    private final class Gathered extends SpikeDrivenRows {
        Gathered() {
            super(
                    product.kernels(),
                    view.post().units(),
                    view.lanes(),
                    view.pre().decay(),
                    1,
                    bySource);
        }

        /** Nobody looks at a row before the end: what the jump adds to the trace is hidden at once. */
        @Override
        void arrive(int at, double decayed, double next) {
            addPresent(at % view.lanes(), decayed - next);
            toRow(at);
        }

        /** Sources are visited before the errors of the step are added: from then on these meet the trace after its jump. */
        void step(double[] error, double[] trace, SpikeList jumps) {
            if (enter(error)) {
                visit(trace, jumps);
                if (error != null) {
                    errors.add(error);
                }
            }
        }

        void end() {
            if (begun()) {
                for (int at = 0; at < view.pre().units() * view.lanes(); at++) {
                    show(at);
                }
                begin();
            }
        }
    }
}
