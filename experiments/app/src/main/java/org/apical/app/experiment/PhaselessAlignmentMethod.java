package org.apical.app.experiment;

import java.util.Optional;
import org.apical.neuron.parameter.Key;
import org.apical.neuron.parameter.Require;
import org.apical.plasticity.theory.PhaselessAlignment;
import org.apical.plasticity.theory.SynapticTheory;

/** {@link PhaselessAlignment}: feedback alignment whose S learns from noise, at the same time. */
public record PhaselessAlignmentMethod(
        @Key(value = "sigma, standard deviation of the noise of hidden units, units of v", or = "0.1", above = 0)
        double noise,

        @Key(value = "tau_xi, correlation time of that noise, units of tau_v", or = "2", above = 0)
        double tauNoise,

        @Key(value = "tau_hp, of the high pass of rates, units of tau_v", or = "10", above = 0)
        double tauHighPass,

        @Key(value = "duration of a presentation, units of tau_v", or = "20", above = 0, most = 1e6)
        double duration,

        @Key(value = "time step, units of tau_v", or = "0.25", above = 0, most = 1)
        double step,

        @Key(value = "rho, decay of S: at small noise it comes to rest about phi' W^T phi' / rho", or = "1", above = 0)
        double decay)
        implements PlasticBackward {
    public PhaselessAlignmentMethod {
        Require.that(duration >= step, "learning.method.duration", "must be at least a step, " + step, duration);
    }

    @Override
    public MethodNeeds needs(Learning learning) {
        return new MethodNeeds(
                MethodNeeds.Transport.NO,
                1,
                "error, from layer to layer",
                MethodNeeds.NONE,
                "backward weights S, plastic; noise in hidden units, which their synapses read");
    }

    @Override
    public Optional<String> duration(Experiment experiment) {
        return Optional.of(duration + " tau_v");
    }

    @Override
    public Optional<SynapticTheory> signal(Place place) {
        return Optional.of(new PhaselessAlignment(
                place.network(),
                place.targets(),
                new PhaselessAlignment.Params(noise, tauNoise, tauHighPass, duration, step, decay),
                place.product(),
                place.streams()));
    }
}
