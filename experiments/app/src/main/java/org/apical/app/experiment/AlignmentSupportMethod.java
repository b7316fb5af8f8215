package org.apical.app.experiment;

import java.util.Optional;
import java.util.function.Supplier;
import org.apical.network.description.NetworkDescription;
import org.apical.neuron.parameter.Key;
import org.apical.plasticity.optimiser.AdamParams;
import org.apical.plasticity.optimiser.FeedbackBeside;
import org.apical.plasticity.optimiser.LearningRate;
import org.apical.plasticity.optimiser.Optimiser;
import org.apical.plasticity.theory.AlignmentSupport;
import org.apical.plasticity.theory.SynapticTheory;

/** {@link AlignmentSupport}. */
public record AlignmentSupportMethod(
        @Key(
                value =
                        "rate of Adam on Q, transposed weights of a module at each hidden layer that learns to predict the output",
                or = "0.01",
                above = 0)
        double rate)
        implements LearningMethod {
    @Override
    public MethodNeeds needs(Learning learning) {
        return new MethodNeeds(
                MethodNeeds.Transport.always("Q is the transpose of what the modules have learned"),
                1,
                "error of the output, to every layer; the output, to its modules",
                MethodNeeds.NONE,
                "a plastic module at each hidden layer that predicts the output");
    }

    @Override
    public ErrorPath errorPath() {
        return ErrorPath.Q;
    }

    @Override
    public Optional<SynapticTheory> signal(Place place) {
        return Optional.of(new AlignmentSupport(place.network(), place.targets(), place.product()));
    }

    @Override
    public Optimiser optimiser(Supplier<Optimiser> forward, NetworkDescription network) {
        return new FeedbackBeside(forward.get(), network, AdamParams.customary(new LearningRate.Constant(rate)));
    }
}
