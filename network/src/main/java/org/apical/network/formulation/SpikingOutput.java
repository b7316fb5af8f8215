package org.apical.network.formulation;

import org.apical.neuron.compartment.SpikingIntegration;
import org.apical.neuron.kernel.Kernels;
import org.apical.neuron.population.EscapeNoise;
import org.apical.neuron.population.EscapeNoisePopulation;
import org.apical.neuron.population.LeakyIntegrateAndFire;
import org.apical.neuron.population.LifPopulation;
import org.apical.neuron.population.SpikingPopulation;
import org.apical.neuron.reduction.RateReduction;
import org.apical.neuron.transfer.TransferFunction;

/** How the somata of a network spike. */
public sealed interface SpikingOutput {

    /** N. */
    int neurons();

    /** The populations of one layer. */
    SpikingPopulation population(
            RateReduction reduction,
            TransferFunction transfer,
            SpikingIntegration integration,
            Kernels kernels,
            double dtMs,
            int units,
            int lanes);

    /** Escape noise of intensity nu_0 + nu_1 phi(v). */
    record Escape(EscapeNoise params) implements SpikingOutput {
        @Override
        public int neurons() {
            return params.neurons();
        }

        @Override
        public SpikingPopulation population(
                RateReduction reduction,
                TransferFunction transfer,
                SpikingIntegration integration,
                Kernels kernels,
                double dtMs,
                int units,
                int lanes) {
            return new EscapeNoisePopulation(params, reduction, transfer, integration, kernels, dtMs, units, lanes);
        }
    }

    /** Leaky integrate-and-fire; the network's transfer functions must be its f–I curve. */
    record Lif(LeakyIntegrateAndFire params) implements SpikingOutput {
        @Override
        public int neurons() {
            return params.neurons();
        }

        @Override
        public SpikingPopulation population(
                RateReduction reduction,
                TransferFunction transfer,
                SpikingIntegration integration,
                Kernels kernels,
                double dtMs,
                int units,
                int lanes) {
            return new LifPopulation(params, reduction, transfer, integration, kernels, dtMs, units, lanes);
        }
    }
}
