package org.apical.app.experiment;

import java.util.Optional;
import org.apical.neuron.parameter.Key;
import org.apical.plasticity.theory.InputModulation;
import org.apical.plasticity.theory.SynapticTheory;

/** {@link InputModulation}, PEPITA. */
public record InputModulationMethod(
        @Key(
                value = "standard deviation of F, from the error of the output to the input, in units of sqrt(2/n_0)",
                or = "0.05",
                above = 0)
        double scale)
        implements LearningMethod {
    @Override
    public MethodNeeds needs(Learning learning) {
        return new MethodNeeds(
                MethodNeeds.Transport.NO,
                2,
                "which pass it is; at the output, its error",
                MethodNeeds.NONE,
                "F from the output to the input; activity of the first pass kept");
    }

    @Override
    public Optional<SynapticTheory> signal(Place place) {
        return Optional.of(new InputModulation(
                place.network(),
                place.targets(),
                place.product(),
                InputModulation.draw(place.network(), scale, place.streams())));
    }
}
