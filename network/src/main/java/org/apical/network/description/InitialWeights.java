package org.apical.network.description;

import org.apical.neuron.parameter.Key;
import org.apical.neuron.parameter.Require;

/** How the weights of a projection are drawn, in abstract (dimensionless) units. */
public sealed interface InitialWeights {

    /** Mean of a weight. */
    double mean();

    /** Standard deviation of a weight of a projection that connects a share {@code density} of the pairs. */
    double deviation(int units, int presynapticUnits, double density);

    /** Normal with variance 2 / (n_i + n_{i-1}), n counted in synapses a unit has (Glorot and Bengio 2010). */
    record Xavier() implements InitialWeights {
        @Override
        public double mean() {
            return 0;
        }

        @Override
        public double deviation(int units, int presynapticUnits, double density) {
            return Math.sqrt(2.0 / (density * (units + presynapticUnits)));
        }
    }

    /** Normal. */
    record Normal(
            @Key(value = "mean of the weights", or = "0") double mean,

            @Key(value = "standard deviation of the weights", least = 0)
            double deviation)
            implements InitialWeights {
        public Normal {
            Require.finite("weights.mean", mean, "(dimensionless)");
            Require.notNegative("weights.deviation", deviation, "(dimensionless)");
        }

        @Override
        public double deviation(int units, int presynapticUnits, double density) {
            return deviation;
        }
    }
}
