package org.apical.plasticity.rule;

import java.util.Arrays;
import java.util.Set;
import org.apical.network.synapse.Quantity;
import org.apical.network.synapse.Reading;
import org.apical.network.synapse.Reading.Difference;
import org.apical.network.synapse.Reading.MeanOfStep;
import org.apical.network.synapse.SynapseView;
import org.apical.neuron.kernel.MatrixProduct;
import org.apical.neuron.parameter.Require;

/**
 * Temporal Hebbian learning, differential form (Aceituno et al. 2023; physics.md 7): while the controller moves the neuron from its feedforward to its
 * controlled state,
 *
 * <pre>
 * dW_ij/dt = (dr_i/dt) x_j        db_i/dt = dr_i/dt
 * </pre>
 *
 * r the output, x the presynaptic trace (dimensionless). A constant x gives (r_i(end) - r_i(start)) x_j: no trajectory enters.
 *
 * <p>Discretisation: sum of (r_k - r_{k-1}) (x_k + x_{k-1}) / 2, exact for courses that are linear within steps, second order for smooth ones. The change is the
 * integral over the plastic steps; the first step after {@link LocalRule.Synapses#begin} has no difference yet. Spikes: {@link SpikeTimingHebbian}.
 *
 * @param dtMs time step (ms): how far back the rule looks; the change does not depend on it
 */
public record TemporalHebbian(double dtMs, MatrixProduct product) implements LocalRule {
    public TemporalHebbian {
        Require.positive("TemporalHebbian.dtMs", dtMs, "ms");
    }

    /** The rule, described. */
    public record Description() implements RuleDescription {
        @Override
        public LocalRule rule(Place place) {
            return new TemporalHebbian(place.dtMs(), place.product());
        }
    }

    @Override
    public Set<Reading> reads() {
        return Set.of(new Difference(Quantity.OUTPUT, dtMs), new MeanOfStep(Quantity.PRESYNAPTIC_TRACE, dtMs));
    }

    @Override
    public Synapses on(SynapseView view) {
        return new State(product, view);
    }

    private static final class State implements Synapses {
        private final MatrixProduct product;
        private final SynapseView view;
        private final double[] lastOutput;
        private final double[] lastTrace;
        private final double[] difference;
        private final double[] meanTrace;
        private final double[] differenceSum;
        private final double[] weightSum;
        private boolean started;

        State(MatrixProduct product, SynapseView view) {
            this.product = product;
            this.view = view;
            int size = view.post().units() * view.lanes();
            this.lastOutput = new double[size];
            this.difference = new double[size];
            this.differenceSum = new double[size];
            this.lastTrace = new double[view.pre().units() * view.lanes()];
            this.meanTrace = new double[lastTrace.length];
            this.weightSum = new double[view.post().units() * view.pre().units()];
        }

        @Override
        public void begin() {
            Arrays.fill(differenceSum, 0);
            Arrays.fill(weightSum, 0);
            started = false;
        }

        @Override
        public void step(boolean plastic) {
            double[] output = view.post().output();
            double[] trace = view.pre().trace();
            if (plastic && started) {
                for (int k = 0; k < difference.length; k++) {
                    difference[k] = output[k] - lastOutput[k];
                    differenceSum[k] += difference[k];
                }
                if (!view.pre().constant()) {
                    for (int k = 0; k < meanTrace.length; k++) {
                        meanTrace[k] = (trace[k] + lastTrace[k]) / 2;
                    }
                    addProduct(difference, meanTrace);
                }
            }
            System.arraycopy(output, 0, lastOutput, 0, lastOutput.length);
            System.arraycopy(trace, 0, lastTrace, 0, lastTrace.length);
            started = true;
        }

        /** Nothing moves any more, so nothing changes. */
        @Override
        public void hold(int[] lanes, int steps) {}

        @Override
        public void take(Synapses from, int[] lanes) {
            State other = (State) from;
            take(other.lastOutput, lastOutput, lanes, other.view.lanes());
            take(other.lastTrace, lastTrace, lanes, other.view.lanes());
            started = other.started;
        }

        private static void take(double[] from, double[] to, int[] lanes, int width) {
            for (int unit = 0; unit < to.length / lanes.length; unit++) {
                for (int k = 0; k < lanes.length; k++) {
                    to[unit * lanes.length + k] = from[unit * width + lanes[k]];
                }
            }
        }

        private void addProduct(double[] post, double[] pre) {
            product.multiplyTransposedAdd(
                    view.post().units(), view.lanes(), view.pre().units(), post, pre, weightSum);
        }

        @Override
        public void addTo(double[] dW, double[] db, double factor) {
            if (view.pre().constant()) {
                addProduct(differenceSum, view.pre().trace());
            }
            for (int k = 0; k < weightSum.length; k++) {
                dW[k] += factor * weightSum[k];
            }
            for (int k = 0; k < differenceSum.length; k++) {
                db[k / view.lanes()] += factor * differenceSum[k];
            }
            begin();
        }
    }
}
