package org.apical.app.compare;

import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.neuron.parameter.Require;
import org.apical.neuron.random.RandomStreams;

/**
 * Where the feedback weights Q come from.
 *
 * @param kind fixed feedback uses none of the rest
 * @param noise what they learn from
 */
public record FeedbackSettings(Kind kind, Noise noise, Schedule schedule) {

    /** Where Q comes from. */
    public enum Kind {
        /** The product of the initial forward weights, transposed, once and for all: weights copied. */
        FIXED {
            @Override
            NetworkWeights draw(NetworkDescription network, RandomStreams streams) {
                return NetworkWeights.draw(network, streams);
            }
        },
        /** Drawn at random, from a stream of its own, and learned from noise by each formulation for itself: no weight is copied. */
        LEARNED {
            @Override
            NetworkWeights draw(NetworkDescription network, RandomStreams streams) {
                return NetworkWeights.drawWithRandomFeedback(network, streams);
            }
        };

        /** The weights a comparison starts from; W does not depend on the kind. */
        abstract NetworkWeights draw(NetworkDescription network, RandomStreams streams);

        /** Whether it learns. */
        public boolean learns() {
            return this == LEARNED;
        }
    }

    /**
     * Noise in the apical dendrites during feedback learning, and the rule that learns from it: dQ = -f^(L-i) mean v^fb u_hp^T / sigma^2 - beta Q.
     *
     * @param deviation standard deviation of v^fb without control, sigma / sqrt(2 tau_a) (dimensionless)
     * @param tauMs tau_a, its correlation time (ms)
     * @param highPassMs time constant of the high-pass through which apical synapses read the control (ms)
     * @param decay beta (dimensionless)
     */
    public record Noise(double deviation, double tauMs, double highPassMs, double decay) {
        public Noise {
            Require.positive("feedback.noise.deviation", deviation, "(dimensionless)");
            Require.positive("feedback.noise.tauMs", tauMs, "ms");
            Require.positive("feedback.noise.highPassMs", highPassMs, "ms");
            Require.positive("feedback.noise.decay", decay, "(dimensionless)");
        }
    }

    /**
     * When they learn; Adam (beta1 0.9, beta2 0.99).
     *
     * @param preTrainingEpochs feedback epochs before the first forward epoch
     * @param epochsBetween feedback epochs after each forward epoch
     * @param samples presentations of a feedback epoch
     * @param batch samples of an update
     * @param preTrainingRate initial rate of pre-training, which decays linearly to zero
     * @param rateBetween rate of the epochs between
     */
    public record Schedule(
            int preTrainingEpochs,
            int epochsBetween,
            int samples,
            int batch,
            double preTrainingRate,
            double rateBetween) {
        public Schedule {
            Require.atLeast("feedback.schedule.preTrainingEpochs", preTrainingEpochs, 1);
            Require.atLeast("feedback.schedule.epochsBetween", epochsBetween, 0);
            Require.atLeast("feedback.schedule.samples", samples, 1);
            Require.atLeast("feedback.schedule.batch", batch, 1);
            Require.positive("feedback.schedule.preTrainingRate", preTrainingRate, "(dimensionless)");
            Require.positive("feedback.schedule.rateBetween", rateBetween, "(dimensionless)");
        }
    }

    /** The same of another kind. */
    FeedbackSettings withKind(Kind other) {
        return new FeedbackSettings(other, noise, schedule);
    }

    /**
     * Those of the digits, the same in F1, F2 and F3, with the controller and the presentations of forward learning (tau_u 400 ms, alpha 0.01, k_p 0, 500 ms):
     *
     * <ul>
     *   <li>Such a controller sums up noise for as long as a presentation lasts, which buries what came of the fluctuation now in the dendrite: from 640 presentations
     *       dQ has a cosine of 0.79 to the hidden layer's J^T, of 0.92 if synapses read u through a high-pass of tau_h = 50 ms (F1, Q = 0). Then c = tau_h / (2 (tau_a +
     *       tau_h)) at small loop gain.
     *   <li>tau_a = 100 ms is long against membranes (20 ms) and synapses (5 ms), short against the loop, tau_u over its gain. What membranes and synapses cost the hidden
     *       layer, (1 + tau_v/tau_a) and in F3 (1 + tau_b/tau_a), is given back.
     *   <li>v^fb fluctuates by 0.5, at some cost in the slope of tanh: in F3 spikes of the output and of the controller move u as well, which acts on Q as a decay
     *       Var(u_hp)/sigma^2 (0.08 at a v^fb of 0.28, as much as c). It leaves the columns of Q in their space and only shrinks them.
     *   <li>beta = 0.04 gives a Q of about the size of J^T, a little larger in F1 and F2, smaller in F3, hence a loop about as fast as with fixed feedback. Its size is not
     *       critical, since Adam makes steps of forward weights the same: in F1, twice the decay gave the same accuracy (seed 1).
     *   <li>Without epochs between, Q falls behind the forward weights as fixed feedback does: F1 ends at 42 degrees from minimum norm (fixed: 35; with an
     *       epoch of 320 presentations between 24, with one of 1297 16; seed 1).
     * </ul>
     */
    static FeedbackSettings digits(Kind kind) {
        return new FeedbackSettings(kind, new Noise(0.5, 100, 50, 0.04), new Schedule(12, 1, 320, 32, 0.03, 3e-3));
    }
}
