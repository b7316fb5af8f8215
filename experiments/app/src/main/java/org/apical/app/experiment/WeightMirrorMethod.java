package org.apical.app.experiment;

import java.util.Optional;
import org.apical.neuron.parameter.Key;
import org.apical.plasticity.reference.GradientSignal.Way;
import org.apical.plasticity.theory.SynapticTheory;
import org.apical.plasticity.theory.WeightMirror;

/** {@link WeightMirror}: feedback alignment whose S learns from noise, in a phase of its own. */
public record WeightMirrorMethod(
        @Key(value = "sigma, standard deviation of the discharges of a layer, units of r", or = "0.1", above = 0)
        double noise,

        @Key(value = "discharges of each layer after a presentation", or = "1", least = 1, most = 1e6)
        int discharges,

        @Key(value = "rho, decay of S: where phi is linear it comes to rest about W^T / rho", or = "1", above = 0)
        double decay)
        implements PlasticBackward {
    @Override
    public MethodNeeds needs(Learning learning) {
        return new MethodNeeds(
                MethodNeeds.Transport.NO,
                2,
                "error, from layer to layer; which phase it is",
                MethodNeeds.NONE,
                "backward weights S, plastic; noise in one layer at a time");
    }

    @Override
    public Optional<SynapticTheory> signal(Place place) {
        return Optional.of(new WeightMirror(
                place.network(),
                place.gradient(Way.BACKWARD),
                new WeightMirror.Params(noise, discharges, decay),
                place.product(),
                place.streams()));
    }
}
