package org.apical.app.experiment;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;
import org.apical.app.experiment.MethodNeeds.Transport;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.neuron.parameter.Key;
import org.apical.neuron.parameter.Require;
import org.apical.neuron.random.RandomStreams;
import org.apical.plasticity.optimiser.Optimiser;
import org.apical.plasticity.optimiser.OwnPathways;
import org.apical.plasticity.theory.EquilibriumParams;
import org.apical.plasticity.theory.EquilibriumParams.Backward;
import org.apical.plasticity.theory.EquilibriumParams.Nudges;
import org.apical.plasticity.theory.EquilibriumPropagation;
import org.apical.plasticity.theory.Settling;
import org.apical.plasticity.theory.SynapticTheory;

/** {@link EquilibriumPropagation}. */
public record EquilibriumPropagationMethod(
        @Key(value = "strength of a nudge, times lambda of the target", or = "0.1", above = 0)
        double beta,

        @Key(value = "phases with a nudge: one, or centred, at beta and -beta", or = "centred")
        Nudges nudges,

        @Key(
                value = "top-down weights: transposed, gamma W^T at every step, or own, drawn and learned",
                or = "transposed")
        Backward backward,

        @Key(
                value =
                        "gamma of top-down weights beside forward ones; above 1 over the squared norm of W a network has states of its own, whatever the input",
                or = "1",
                above = 0)
        double gain,

        @Key(value = "weight of Jacobian homeostasis; of own top-down weights alone", or = "0", least = 0)
        double homeostasis,

        @Key(value = "largest move of a potential in the last sweep of a phase", or = "1e-8", above = 0)
        double tolerance,

        @Key(value = "most sweeps of a phase", or = "2000", least = 1, most = 1e6)
        int sweeps)
        implements LearningMethod {
    public EquilibriumPropagationMethod {
        Require.that(
                homeostasis == 0 || backward == Backward.OWN,
                "learning.method.homeostasis",
                "must be 0 where top-down weights are transposed forward ones",
                homeostasis);
    }

    private boolean own() {
        return backward == Backward.OWN;
    }

    @Override
    public MethodNeeds needs(Learning learning) {
        Transport between =
                homeostasis == 0 ? Transport.NO : Transport.always("W and S read each other (Jacobian homeostasis)");
        return new MethodNeeds(
                own() ? between : Transport.always("top-down weights are gamma W^T"),
                nudges == Nudges.CENTRED ? 3 : 2,
                "which phase it is; " + MethodNeeds.AT_OUTPUT,
                "potentials, in each phase, to " + tolerance,
                own() ? "top-down weights S, plastic" : "top-down weights W^T");
    }

    @Override
    public ErrorPath errorPath() {
        return own() ? ErrorPath.S : ErrorPath.TRANSPOSED;
    }

    private EquilibriumPropagation on(Place place) {
        return new EquilibriumPropagation(
                place.network(),
                place.targets(),
                place.product(),
                new EquilibriumParams(beta, nudges, backward, gain, homeostasis, new Settling(tolerance, sweeps)));
    }

    @Override
    public Optional<SynapticTheory> signal(Place place) {
        return Optional.of(on(place));
    }

    /** The free fixed point, in which top-down weights take part. */
    @Override
    public Optional<Outputs> outputs(Place place) {
        return Optional.of(on(place)::outputs);
    }

    @Override
    public void enter(NetworkWeights weights, NetworkDescription network, RandomStreams streams) {
        if (own()) {
            weights.setBackwardToRandom(network, streams);
            for (int l = 1; l < network.layers(); l++) {
                double[] s = weights.backward(l);
                Arrays.setAll(s, k -> gain * s[k]);
            }
        }
    }

    @Override
    public Optimiser optimiser(Supplier<Optimiser> forward, NetworkDescription network) {
        return own() ? OwnPathways.backward(network, forward) : forward.get();
    }
}
