package org.apical.network.ensemble;

import org.apical.neuron.kernel.Kernels;

/** What the neurons of an ensemble transmit. */
public enum PopulationKind {
    /** Their rates. */
    RATE {
        @Override
        public Population population(Ensemble ensemble, int lanes, double dtMs, Kernels kernels) {
            return new RatePopulation(ensemble, lanes);
        }

        @Override
        public boolean spikes() {
            return false;
        }
    },
    /** Spikes. */
    SPIKING {
        @Override
        public Population population(Ensemble ensemble, int lanes, double dtMs, Kernels kernels) {
            return new LifPopulation(ensemble, lanes, dtMs, kernels);
        }

        @Override
        public boolean spikes() {
            return true;
        }
    };

    /** The neurons at work, not yet begun. */
    public abstract Population population(Ensemble ensemble, int lanes, double dtMs, Kernels kernels);

    /** Whether spikes leave them. */
    public abstract boolean spikes();
}
