package org.apical.plasticity.rule;

import java.util.Arrays;
import java.util.Set;
import org.apical.network.synapse.Quantity;
import org.apical.network.synapse.Reading;
import org.apical.network.synapse.Reading.Present;
import org.apical.network.synapse.SynapseView;
import org.apical.neuron.kernel.MatrixProduct;
import org.apical.neuron.parameter.Key;
import org.apical.neuron.parameter.Require;

/**
 * Plain Hebbian learning of rates, a control: what any correlation of pre- and postsynaptic activity under control would learn, without a prediction to compare with
 * (Hebb 1949; the threshold as in the covariance rule, Sejnowski 1977):
 *
 * <pre>
 * dW_ij = (r_i - theta) x_j        db_i = r_i - theta
 * </pre>
 *
 * r_i the neuron's own output and x_j the presynaptic trace (dimensionless), averaged over the plastic steps. Units below theta lose what active synapses have; without a
 * further decay of weights ({@link org.apical.plasticity.optimiser.WeightDecay}) those above it grow without bound.
 *
 * @param theta output at which nothing changes (dimensionless)
 */
public record RateHebbian(double theta, MatrixProduct product) implements LocalRule {
    public RateHebbian {
        Require.finite("RateHebbian.theta", theta, "(dimensionless)");
    }

    /** The rule, described. */
    public record Description(
            @Key(value = "output at which nothing changes", or = "0")
            double theta) implements RuleDescription {
        @Override
        public LocalRule rule(Place place) {
            return new RateHebbian(theta, place.product());
        }

        @Override
        public boolean alikeUnderSpikes() {
            return true;
        }
    }

    @Override
    public Set<Reading> reads() {
        return Set.of(new Present(Quantity.OUTPUT), new Present(Quantity.PRESYNAPTIC_TRACE));
    }

    @Override
    public Synapses on(SynapseView view) {
        return new ErrorTimesTrace(view, new AboveThreshold(view, theta), product);
    }

    private static final class AboveThreshold implements PostsynapticFactor {
        private final SynapseView view;
        private final double theta;
        private final double[] above;

        AboveThreshold(SynapseView view, double theta) {
            this.view = view;
            this.theta = theta;
            this.above = new double[view.post().units() * view.lanes()];
        }

        @Override
        public void begin() {
            Arrays.fill(above, 0);
        }

        @Override
        public double[] step(boolean plastic) {
            if (!plastic) {
                return null;
            }
            double[] output = view.post().output();
            for (int k = 0; k < above.length; k++) {
                above[k] = output[k] - theta;
            }
            return above;
        }

        @Override
        public double[] last() {
            return above;
        }

        @Override
        public void take(PostsynapticFactor from, int[] lanes) {
            // it remembers nothing
        }
    }
}
