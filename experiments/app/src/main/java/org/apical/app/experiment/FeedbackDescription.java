package org.apical.app.experiment;

import java.util.Optional;
import java.util.function.Supplier;
import org.apical.app.experiment.MethodNeeds.Transport;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.network.dynamics.FeedbackPath;
import org.apical.neuron.parameter.Key;
import org.apical.neuron.random.RandomStreams;
import org.apical.plasticity.optimiser.KolenPollack;
import org.apical.plasticity.optimiser.Optimiser;
import org.apical.plasticity.optimiser.WeightDecay;

/** Where feedback weights come from, and which way feedback goes. */
public interface FeedbackDescription {
    /** Enters the feedback weights that a network begins with. */
    void enter(NetworkWeights weights, NetworkDescription network, RandomStreams streams);

    /** Where weights come from. */
    Origin origin();

    /** Which weights of other synapses they have. */
    default Transport transport() {
        return origin() == Origin.COPIED
                ? Transport.once("Q = (W_L ... W_{i+1})^T of the initial weights")
                : Transport.NO;
    }

    /** Populations and pathways that it takes beside the controller. */
    default String pathways() {
        return "Q to apical dendrites";
    }

    /** Which of them {@code learning.initial} holds. */
    default Given given() {
        return Given.NO;
    }

    /** How Q learns from noise; nothing where it does not. */
    default Optional<LearnedFeedback> learned() {
        return Optional.empty();
    }

    /**
     * The way of the control to the dendrites; other than direct ones are for F1.
     *
     * @param tauUMs tau_u (ms)
     */
    default FeedbackPath path(double tauUMs) {
        return new FeedbackPath.Direct();
    }

    /** Whether the controller projects to every layer itself, through Q. */
    default boolean direct() {
        return true;
    }

    /** The optimiser of the forward weights, with what feedback weights do in the same step. */
    default Optimiser optimiser(Supplier<Optimiser> forward, NetworkDescription network) {
        return forward.get();
    }

    /** Where weights come from. */
    enum Origin {
        /** Computed from other weights. */
        COPIED,
        /** Drawn at random. */
        RANDOM,
        /** Drawn at random, changed by a local rule. */
        LEARNED,
        /** Those of a file, which says no more. */
        GIVEN
    }

    /** Whether feedback weights that a network begins with may stand in a file. */
    enum Given {
        /** None. */
        NO,
        /** Some; the others are drawn. */
        SOME,
        /** All of Q. */
        ALL
    }

    /** Q that stays as it is. */
    record Fixed(
            @Key("product: (W_L ... W_{i+1})^T of the initial weights; random; or given, Q1 .. of learning.initial")
            Source source)
            implements FeedbackDescription {
        /** Where it comes from. */
        public enum Source {
            PRODUCT(Origin.COPIED),
            RANDOM(Origin.RANDOM),
            GIVEN(Origin.GIVEN);

            private final Origin origin;

            Source(Origin origin) {
                this.origin = origin;
            }
        }

        @Override
        public void enter(NetworkWeights weights, NetworkDescription network, RandomStreams streams) {
            if (source == Source.PRODUCT) {
                weights.setFeedbackToWeightProduct(network);
            } else if (source == Source.RANDOM) {
                weights.setFeedbackToRandom(network, streams);
            }
        }

        @Override
        public Origin origin() {
            return source.origin;
        }

        @Override
        public Given given() {
            return source == Source.GIVEN ? Given.ALL : Given.NO;
        }
    }

    /**
     * Control that goes backwards from layer to layer, tau_psi dpsi_i/dt = -psi_i + phi'_i o (S_{i+1} psi_{i+1}), through weights S of its own (least control, Meulemans et
     * al. 2022). F1 only.
     */
    record Inversion(
            @Key(value = "tau_psi", or = "1", above = 0) double tauPsiMs,

            @Key(
                    value =
                            "S: transported (W^T at every step), fixed (W^T of the initial weights) or learned (Kolen and Pollack)",
                    or = "learned")
            Backward backward,

            @Key(value = "rho, decay of W and S where S learns", or = "0.05", above = 0)
            double decay)
            implements FeedbackDescription {
        /** Where S comes from. */
        public enum Backward {
            TRANSPORTED,
            FIXED,
            LEARNED
        }

        @Override
        public void enter(NetworkWeights weights, NetworkDescription network, RandomStreams streams) {
            weights.setFeedbackToWeightProduct(network);
            if (backward == Backward.LEARNED) {
                weights.setBackwardToRandom(network, streams);
            } else {
                weights.setBackwardToTranspose(network);
            }
        }

        @Override
        public Origin origin() {
            return backward == Backward.LEARNED ? Origin.LEARNED : Origin.COPIED;
        }

        @Override
        public Transport transport() {
            return switch (backward) {
                case TRANSPORTED -> Transport.always("S = W^T");
                case FIXED -> Transport.once("S = W^T");
                case LEARNED -> Transport.NO;
            };
        }

        @Override
        public String pathways() {
            return "backward weights S to apical dendrites" + (backward == Backward.LEARNED ? ", plastic" : "");
        }

        @Override
        public Given given() {
            return backward == Backward.LEARNED ? Given.SOME : Given.NO;
        }

        @Override
        public boolean direct() {
            return false;
        }

        @Override
        public FeedbackPath path(double tauUMs) {
            return new FeedbackPath.Inversion(tauPsiMs / tauUMs);
        }

        @Override
        public Optimiser optimiser(Supplier<Optimiser> forward, NetworkDescription network) {
            if (backward == Backward.LEARNED) {
                return new KolenPollack(network, () -> new WeightDecay(forward.get(), network, decay));
            }
            Optimiser plain = forward.get();
            return backward == Backward.FIXED ? plain : plain.then(weights -> weights.setBackwardToTranspose(network));
        }
    }
}
