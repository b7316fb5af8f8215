package org.apical.plasticity.rule;

import java.util.Arrays;
import java.util.Set;
import org.apical.network.synapse.NeuronConstants;
import org.apical.network.synapse.Postsynaptic;
import org.apical.network.synapse.Presynaptic;
import org.apical.network.synapse.Quantity;
import org.apical.network.synapse.Reading;
import org.apical.network.synapse.Reading.LowPassed;
import org.apical.network.synapse.Reading.Present;
import org.apical.network.synapse.SynapseView;
import org.apical.neuron.kernel.MatrixProduct;

/**
 * Dendritic prediction of somatic activity (Urbanczik and Senn 2014; physics.md 7):
 *
 * <pre>
 * dW_ij = (phi(v_i) - phi(v*_i)) x_j     rate form: v from V_s
 * dW_ij = (S_i - phi(v*_i)) x_j          spike form: the neuron's own spikes
 * db_i likewise with x = 1
 * </pre>
 *
 * A constant x is multiplied once, after the errors of all steps are summed.
 *
 * <p>Reads: V_s (or the postsynaptic spikes), V_b of the synapse's own compartment, the presynaptic trace, constants of the population ({@link
 * #reads}). Writes: its own weights.
 */
public record DendriticPrediction(Teacher teacher, Prediction prediction, MatrixProduct product) implements LocalRule {

    /** What the prediction is compared with. */
    public enum Teacher {
        /** phi of the somatic potential. */
        SOMATIC_VOLTAGE,
        /** The spikes of the neuron itself, as a rate. */
        OWN_SPIKES
    }

    @Override
    public Set<Reading> reads() {
        return Set.of(
                new Present(Quantity.PRESYNAPTIC_TRACE),
                new Present(teacher == Teacher.OWN_SPIKES ? Quantity.OUTPUT : Quantity.SOMATIC_POTENTIAL),
                prediction instanceof Prediction.ThroughSoma soma
                        ? new LowPassed(Quantity.LOCAL_POTENTIAL, soma.tauMs())
                        : new Present(Quantity.LOCAL_POTENTIAL),
                new Present(Quantity.POPULATION_CONSTANTS));
    }

    @Override
    public Synapses on(SynapseView view) {
        return new State(this, view);
    }

    private static final class State implements Synapses {
        private final Teacher teacher;
        private final MatrixProduct product;
        private final SynapseView view;
        private final PredictionFilter filter;
        private final int size;
        private final double[] error;
        private final double[] expected;
        private final double[] errorSum;
        private final double[] weightSum;

        State(DendriticPrediction rule, SynapseView view) {
            this.teacher = rule.teacher;
            this.product = rule.product;
            this.view = view;
            this.size = view.post().units() * view.lanes();
            this.filter = new PredictionFilter(rule.prediction, size);
            this.error = new double[size];
            this.expected = new double[size];
            this.errorSum = new double[size];
            this.weightSum = new double[view.post().units() * view.pre().units()];
        }

        @Override
        public void begin() {
            Arrays.fill(errorSum, 0);
            Arrays.fill(weightSum, 0);
            filter.begin();
        }

        @Override
        public void step(boolean plastic) {
            Postsynaptic post = view.post();
            NeuronConstants neuron = post.constants();
            double[] predicted =
                    filter.step(abstractPotential(post.basal(), neuron.basalOrigin(), neuron.basalScale(), expected));
            if (!plastic) {
                return;
            }
            neuron.transfer().apply(product.kernels(), predicted, expected, size);
            double[] actual = actual(post, neuron);
            for (int k = 0; k < size; k++) {
                error[k] = actual[k] - expected[k];
                errorSum[k] += error[k];
            }
            if (!view.pre().constant()) {
                addProduct(error);
            }
        }

        /** S_i, or phi(v_i). */
        private double[] actual(Postsynaptic post, NeuronConstants neuron) {
            // a graded rate is phi(V_s) already
            if (teacher == Teacher.OWN_SPIKES || post.kind() == Postsynaptic.Output.RATE) {
                return post.output();
            }
            double[] v = abstractPotential(post.soma(), neuron.somaOrigin(), neuron.somaScale(), error);
            neuron.transfer().apply(product.kernels(), v, error, size);
            return error;
        }

        /** (V - origin) / scale, written to {@code v} unless it is the abstract potential already. */
        private double[] abstractPotential(double[] mv, double origin, double scale, double[] v) {
            if (origin == 0 && scale == 1) {
                return mv;
            }
            for (int k = 0; k < size; k++) {
                v[k] = (mv[k] - origin) / scale;
            }
            return v;
        }

        @Override
        public void hold(int[] lanes, int steps) {
            // the error of the last step is still there
            Arrays.fill(expected, 0);
            for (int unit = 0; unit < view.post().units(); unit++) {
                for (int lane : lanes) {
                    int k = unit * view.lanes() + lane;
                    expected[k] = steps * error[k];
                    errorSum[k] += expected[k];
                }
            }
            if (!view.pre().constant()) {
                addProduct(expected);
            }
        }

        @Override
        public void take(Synapses from, int[] lanes) {
            filter.take(((State) from).filter, lanes);
        }

        private void addProduct(double[] postsynapticError) {
            Presynaptic pre = view.pre();
            product.multiplyTransposedAdd(
                    view.post().units(), view.lanes(), pre.units(), postsynapticError, pre.trace(), weightSum);
        }

        @Override
        public void addTo(double[] dW, double[] db, double factor) {
            if (view.pre().constant()) {
                addProduct(errorSum);
            }
            for (int k = 0; k < weightSum.length; k++) {
                dW[k] += factor * weightSum[k];
            }
            for (int unit = 0; unit < view.post().units(); unit++) {
                double sum = 0;
                for (int lane = 0; lane < view.lanes(); lane++) {
                    sum += errorSum[unit * view.lanes() + lane];
                }
                db[unit] += factor * sum;
            }
            begin();
        }
    }
}
