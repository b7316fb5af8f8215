package org.apical.app.experiment;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.apical.app.experiment.MethodNeeds.Transport;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.neuron.kernel.MatrixProduct;
import org.apical.neuron.parameter.Key;
import org.apical.neuron.random.RandomStreams;
import org.apical.plasticity.optimiser.KolenPollack;
import org.apical.plasticity.optimiser.Optimiser;
import org.apical.plasticity.optimiser.WeightDecay;
import org.apical.plasticity.reference.GradientSignal;
import org.apical.plasticity.reference.GradientSignal.Descent;
import org.apical.plasticity.reference.GradientSignal.Way;
import org.apical.plasticity.theory.SynapticTheory;
import org.apical.plasticity.training.SampleSet;
import org.apical.plasticity.training.Targets;

/** A theory of credit assignment: what changes forward weights. Those beside control learn from whole batches in plain chains of rates (F1). */
public interface LearningMethod {
    /** What it needs of a network that learns so. */
    MethodNeeds needs(Learning learning);

    /** Where directions come from; empty where they are those of presentations under control and a local rule ({@link Learners#signal}). */
    Optional<SynapticTheory> signal(Place place);

    /** Enters weights that only this method has, after all others. */
    default void enter(NetworkWeights weights, NetworkDescription network, RandomStreams streams) {}

    /** The optimiser of the forward weights, with what weights of this method do in the same step. */
    default Optimiser optimiser(Supplier<Optimiser> forward, NetworkDescription network) {
        return forward.get();
    }

    /** What the network answers, where it is another state than that of its forward pass. */
    default Optional<Outputs> outputs(Place place) {
        return Optional.empty();
    }

    /** Outputs without a target. */
    @FunctionalInterface
    interface Outputs {
        /** r_L, [sample][output]. */
        double[][] of(NetworkWeights weights, SampleSet samples);
    }

    /** How long a presentation lasts, in words; empty where activity is not stepped in time. */
    default Optional<String> duration(Experiment experiment) {
        return Optional.empty();
    }

    /** By what weights the error of the output reaches hidden layers. */
    default ErrorPath errorPath() {
        return ErrorPath.OTHER;
    }

    /** By what weights the error of the output reaches hidden layers. */
    enum ErrorPath {
        /** Q, from the output or its controller to every layer. */
        Q,
        /** S, from layer to layer. */
        S,
        /** Those of the forward synapses themselves, from layer to layer. */
        TRANSPOSED,
        /** Something else, or nothing. */
        OTHER
    }

    /** Whether it learns classes alone, no regression. */
    default boolean classes() {
        return false;
    }

    /** Whether it is control and a local rule. */
    default boolean control() {
        return false;
    }

    /**
     * Where a method learns.
     *
     * @param network a plain chain
     * @param targets r_L*
     * @param streams of what is random
     */
    record Place(NetworkDescription network, Targets targets, RandomStreams streams, MatrixProduct product) {
        /** -dLoss/dr_L, sent backwards that way. */
        SynapticTheory gradient(Way way) {
            return new GradientSignal(network, Descent.towards(targets), way, product);
        }
    }

    /** Deep feedback control: the rule of the basal synapses, in presentations under control. */
    record Control() implements LearningMethod {
        @Override
        public MethodNeeds needs(Learning learning) {
            return new MethodNeeds(
                    learning.feedback().transport(),
                    2,
                    learning.feedback().direct()
                            ? "control u of the output, to every layer"
                            : "control of the output, from layer to layer",
                    learning.update().computed()
                            ? "steady state of the controlled network, computed"
                            : "the controlled phase",
                    "controller, " + learning.feedback().pathways());
        }

        @Override
        public Optional<String> duration(Experiment experiment) {
            double ms = experiment.timing().freeMs() + experiment.timing().controlledMs();
            return experiment.learning().update().computed()
                    ? Optional.empty()
                    : Optional.of(String.format(Locale.ROOT, "%.0f ms", ms));
        }

        @Override
        public ErrorPath errorPath() {
            return ErrorPath.Q;
        }

        @Override
        public Optional<SynapticTheory> signal(Place place) {
            return Optional.empty();
        }

        @Override
        public boolean control() {
            return true;
        }
    }

    /** Minus the gradient of the loss, times lambda of a nudge. */
    record Backprop() implements LearningMethod {
        @Override
        public MethodNeeds needs(Learning learning) {
            return new MethodNeeds(
                    Transport.always("the error is sent through W^T"),
                    1,
                    "error, from layer to layer",
                    MethodNeeds.NONE,
                    "a backward pass");
        }

        @Override
        public ErrorPath errorPath() {
            return ErrorPath.TRANSPOSED;
        }

        @Override
        public Optional<SynapticTheory> signal(Place place) {
            return Optional.of(place.gradient(Way.TRANSPOSED));
        }
    }

    /** The same with the error sent to every layer through Q (Nøkland 2016). */
    record DirectFeedbackAlignment() implements LearningMethod {
        @Override
        public MethodNeeds needs(Learning learning) {
            return new MethodNeeds(
                    learning.feedback().transport(),
                    1,
                    "error of the output, to every layer",
                    MethodNeeds.NONE,
                    "Q from the output to every layer");
        }

        @Override
        public ErrorPath errorPath() {
            return ErrorPath.Q;
        }

        @Override
        public Optional<SynapticTheory> signal(Place place) {
            return Optional.of(place.gradient(Way.DIRECT));
        }
    }

    /** Backprop through weights S of its own in place of W^T (Lillicrap et al. 2016). */
    record FeedbackAlignment(
            @Key(
                    value =
                            "S: fixed, as drawn, or learned, dS = dW^T - rho S beside dW - rho W (Kolen and Pollack 1994)",
                    or = "fixed")
            Backward backward,

            @Key(value = "rho, decay of W and S where S learns", or = "0.05", above = 0)
            double decay)
            implements LearningMethod {
        /** What becomes of S, which is drawn independently of W. */
        public enum Backward {
            FIXED,
            LEARNED
        }

        @Override
        public MethodNeeds needs(Learning learning) {
            return new MethodNeeds(
                    Transport.NO,
                    1,
                    "error, from layer to layer",
                    MethodNeeds.NONE,
                    backward == Backward.FIXED ? "backward weights S" : "backward weights S, plastic");
        }

        @Override
        public void enter(NetworkWeights weights, NetworkDescription network, RandomStreams streams) {
            weights.setBackwardToRandom(network, streams);
        }

        @Override
        public ErrorPath errorPath() {
            return ErrorPath.S;
        }

        @Override
        public Optional<SynapticTheory> signal(Place place) {
            return Optional.of(place.gradient(Way.BACKWARD));
        }

        @Override
        public Optimiser optimiser(Supplier<Optimiser> forward, NetworkDescription network) {
            return backward == Backward.LEARNED
                    ? new KolenPollack(network, () -> new WeightDecay(forward.get(), network, decay))
                    : forward.get();
        }
    }
}
