package org.apical.plasticity.rule;

import java.util.Set;
import org.apical.network.synapse.NeuronConstants;
import org.apical.network.synapse.Postsynaptic;
import org.apical.network.synapse.Quantity;
import org.apical.network.synapse.Reading;
import org.apical.network.synapse.Reading.Present;
import org.apical.network.synapse.SynapseView;
import org.apical.neuron.kernel.MatrixProduct;
import org.apical.neuron.parameter.Key;

/**
 * The rule of the least-control principle (Meulemans et al. 2022, NeurIPS; physics.md 7): the control that holds a neuron, times what is presynaptic,
 *
 * <pre>
 * dW_ij = psi_i x_j      psi_i = v_i - v*_i, v from V_s, v* from V_b
 * db_i likewise with x = 1
 * </pre>
 *
 * psi is what the soma is driven by beyond what its basal dendrite predicts, in abstract units (dimensionless). At a controlled equilibrium it is the feedback itself:
 * {@link DendriticPrediction} without phi, so that a saturated neuron goes on learning. If psi is the control of least norm, the rule descends |psi|^2 / 2; that is so
 * where psi lies in the row space of the Jacobian there, J(v): with direct feedback Q u, where the columns of Q span it; with inversion dynamics, where S = W^T.
 *
 * <p>Reads: V_s, V_b of the synapse's own compartment, the presynaptic trace, constants of the population ({@link #reads}). Writes: its own weights.
 */
public record LeastControl(Prediction prediction, MatrixProduct product) implements OnlineRule {

    /** The rule, described. */
    public record Description(
            @Key(value = "how the basal prediction is read", or = "instantaneous")
            DendriticPrediction.Description.Reader prediction)
            implements RuleDescription {
        @Override
        public LocalRule rule(Place place) {
            return new LeastControl(Prediction.of(prediction, place), place.product());
        }
    }

    @Override
    public Set<Reading> reads() {
        return Set.of(
                new Present(Quantity.PRESYNAPTIC_TRACE),
                new Present(Quantity.SOMATIC_POTENTIAL),
                prediction.reading(),
                new Present(Quantity.POPULATION_CONSTANTS));
    }

    @Override
    public Synapses on(SynapseView view) {
        return new ErrorTimesTrace(view, new Control(view, prediction), product);
    }

    @Override
    public OnlineSynapses onlineOn(SynapseView view, double[] bySource, double eta) {
        return new LiveWeights(view, new Control(view, prediction), product.kernels(), bySource, eta);
    }

    private static final class Control extends PredictionError {
        Control(SynapseView view, Prediction prediction) {
            super(view, prediction);
        }

        @Override
        double[] expected(NeuronConstants neuron, double[] predicted, double[] to) {
            return predicted;
        }

        @Override
        double[] actual(Postsynaptic post, double[] to) {
            NeuronConstants neuron = post.constants();
            return abstractPotential(post.soma(), neuron.somaOrigin(), neuron.somaScale(), to);
        }
    }
}
