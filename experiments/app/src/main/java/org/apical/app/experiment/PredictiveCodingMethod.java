package org.apical.app.experiment;

import java.util.Optional;
import java.util.OptionalDouble;
import org.apical.neuron.parameter.Key;
import org.apical.plasticity.theory.PredictiveCoding;
import org.apical.plasticity.theory.Settling;
import org.apical.plasticity.theory.SynapticTheory;

/** {@link PredictiveCoding}, prospective configuration. */
public record PredictiveCodingMethod(
        @Key(value = "beta of a nudge of the output towards the target; default: it is clamped to it", above = 0)
        Optional<Double> nudge,

        @Key(value = "largest |dE/dx| at the end of inference", or = "1e-6", above = 0)
        double tolerance,

        @Key(value = "most steps of inference", or = "2000", least = 1, most = 1e6)
        int steps)
        implements LearningMethod {
    @Override
    public MethodNeeds needs(Learning learning) {
        return new MethodNeeds(
                MethodNeeds.Transport.always("errors are sent through W^T"),
                2,
                MethodNeeds.AT_OUTPUT,
                "inference, to |dE/dx| <= " + tolerance,
                "an error unit for each unit, weights from error units");
    }

    @Override
    public ErrorPath errorPath() {
        return ErrorPath.TRANSPOSED;
    }

    @Override
    public Optional<SynapticTheory> signal(Place place) {
        return Optional.of(new PredictiveCoding(
                place.network(),
                place.targets(),
                nudge.map(OptionalDouble::of).orElseGet(OptionalDouble::empty),
                place.product(),
                new Settling(tolerance, steps)));
    }
}
