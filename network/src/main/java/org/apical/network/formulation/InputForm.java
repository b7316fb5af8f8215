package org.apical.network.formulation;

import org.apical.network.dynamics.DiffusionInput;
import org.apical.network.dynamics.InputSource;
import org.apical.network.dynamics.PoissonInput;
import org.apical.neuron.kernel.Kernels;
import org.apical.neuron.reduction.RateCode;

/** What the input of a spiking network is made of. */
public enum InputForm {
    /** Poisson spikes of every neuron. */
    SPIKES {
        @Override
        InputSource of(Place p) {
            return p.plastic()
                    ? new PoissonInput(
                            p.code(), p.neurons(), p.traceTauMs(), p.dtMs(), p.kernels(), p.units(), p.lanes())
                    : PoissonInput.withoutTrace(0, p.code(), p.neurons(), p.dtMs(), p.kernels(), p.units(), p.lanes());
        }
    },
    /** The diffusion approximation of what they send ({@link DiffusionInput}). */
    DIFFUSION {
        @Override
        InputSource of(Place p) {
            return new DiffusionInput(p.code(), p.neurons(), p.dtMs(), p.units(), p.lanes());
        }
    };

    abstract InputSource of(Place place);

    /** Where it stands. */
    record Place(
            RateCode code,
            int neurons,
            double traceTauMs,
            double dtMs,
            Kernels kernels,
            int units,
            int lanes,
            boolean plastic) {}
}
