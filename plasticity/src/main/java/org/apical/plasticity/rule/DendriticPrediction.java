package org.apical.plasticity.rule;

import java.util.Set;
import org.apical.network.synapse.NeuronConstants;
import org.apical.network.synapse.Postsynaptic;
import org.apical.network.synapse.Quantity;
import org.apical.network.synapse.Reading;
import org.apical.network.synapse.Reading.Present;
import org.apical.network.synapse.SynapseView;
import org.apical.network.synapse.TraceDecay;
import org.apical.neuron.kernel.Kernels;
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
 * A constant x is multiplied once, after the errors of all steps are summed. A trace of single spikes is multiplied when they come ({@link TraceDecay}): the
 * change is the same, on the time grid exactly, at the price of the spikes instead of that of all synapses in all steps.
 *
 * <p>Reads: V_s (or the postsynaptic spikes), V_b of the synapse's own compartment, the presynaptic trace, constants of the population ({@link
 * #reads}). Writes: its own weights.
 */
public record DendriticPrediction(Teacher teacher, Prediction prediction, MatrixProduct product) implements OnlineRule {

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
                prediction.reading(),
                new Present(Quantity.POPULATION_CONSTANTS));
    }

    @Override
    public Synapses on(SynapseView view) {
        return new ErrorTimesTrace(view, error(view), product);
    }

    @Override
    public OnlineSynapses onlineOn(SynapseView view, double[] bySource, double eta) {
        return new LiveWeights(view, error(view), product.kernels(), bySource, eta);
    }

    /** e_i of a layer. */
    PredictionError error(SynapseView view) {
        return new SomaticError(view, this);
    }

    private static final class SomaticError extends PredictionError {
        private final Teacher teacher;
        private final Kernels kernels;

        SomaticError(SynapseView view, DendriticPrediction rule) {
            super(view, rule.prediction);
            this.teacher = rule.teacher;
            this.kernels = rule.product.kernels();
        }

        @Override
        double[] expected(NeuronConstants neuron, double[] predicted, double[] to) {
            neuron.transfer().apply(kernels, predicted, to, to.length);
            return to;
        }

        /** S_i, or phi(v_i). */
        @Override
        double[] actual(Postsynaptic post, double[] to) {
            // a graded rate is phi(V_s) already
            if (teacher == Teacher.OWN_SPIKES || post.kind() == Postsynaptic.Output.RATE) {
                return post.output();
            }
            NeuronConstants neuron = post.constants();
            double[] v = abstractPotential(post.soma(), neuron.somaOrigin(), neuron.somaScale(), to);
            neuron.transfer().apply(kernels, v, to, to.length);
            return to;
        }
    }
}
