package org.apical.app.audit;

import org.apical.app.experiment.Experiment;
import org.apical.app.experiment.ExperimentFile;
import org.apical.app.experiment.LearnedFeedback.Phases;
import org.apical.app.experiment.LearningMethod.ErrorPath;
import org.apical.neuron.kernel.MatrixProduct;

/**
 * The audited network with something changed: keys of its file, or what no file says.
 *
 * @param file the network, its own keys changed
 * @param noise standard deviation of the fluctuations of v^fb (units of v) while forward weights learn
 * @param feedbackKept share of the entries of Q that exist
 * @param feedback what becomes of Q, or of S, before the first forward epoch
 * @param plasticity which forward weights learn, and which way
 * @param sameFeedback whether feedback weights learn before the first forward epoch as they do in the network as it is
 */
record Variant(
        ExperimentFile file,
        double noise,
        double feedbackKept,
        Feedback feedback,
        Plasticity plasticity,
        boolean sameFeedback) {
    private static final String FEEDBACK = "learning.feedback";

    /** What becomes of feedback weights before the first forward epoch; but for the first one they rest from then on. */
    enum Feedback {
        /** Nothing. */
        AS_DESCRIBED,
        /** They stay as they are. */
        FIXED,
        /** Entries of each layer change places. */
        SHUFFLED,
        /** All are 0. */
        ZERO
    }

    /** Which forward weights learn. */
    enum Plasticity {
        /** All, as described. */
        AS_DESCRIBED,
        /** Those of the last layer alone. */
        LAST_LAYER,
        /** All, against the direction of their rule. */
        REVERSED
    }

    /** The network as its file describes it. */
    static Variant plain(ExperimentFile file) {
        return new Variant(file, 0, 1, Feedback.AS_DESCRIBED, Plasticity.AS_DESCRIBED, true);
    }

    /** With a key set. */
    Variant with(String key, Object value) {
        return with(key, value, false);
    }

    /** With a key set that feedback epochs do not read. */
    Variant withForward(String key, Object value) {
        return with(key, value, sameFeedback);
    }

    private Variant with(String key, Object value, boolean same) {
        return new Variant(file.with("audit", key, value.toString()), noise, feedbackKept, feedback, plasticity, same);
    }

    Variant withNoise(double deviation) {
        return new Variant(file, deviation, feedbackKept, feedback, plasticity, sameFeedback);
    }

    Variant withFeedback(double kept) {
        return new Variant(file, noise, kept, feedback, plasticity, false);
    }

    Variant with(Plasticity other) {
        return new Variant(file, noise, feedbackKept, feedback, other, sameFeedback);
    }

    /** With feedback weights that are drawn at random, and stay. */
    Variant withRandomFeedback() {
        return with(FEEDBACK, "{fixed: random}").with(Feedback.FIXED);
    }

    private Variant with(Feedback then) {
        return new Variant(file, noise, feedbackKept, then, plasticity, sameFeedback);
    }

    /** Without feedback. */
    Variant withoutFeedback(Experiment described) {
        Variant fixed = described.learning().method().errorPath() == ErrorPath.Q ? withRandomFeedback() : this;
        return new Variant(fixed.file, noise, feedbackKept, Feedback.ZERO, plasticity, false);
    }

    /** With feedback weights that are as described, then change places, and stay; in one phase, where they never rest, those of the weight product. */
    Variant withShuffledFeedback(Experiment described) {
        Variant before = described
                .learning()
                .feedback()
                .learned()
                .map(learned -> learned.phases() == Phases.ONE
                        ? with(FEEDBACK, "{fixed: product}")
                        : withForward(FEEDBACK + ".learned.epochsBetween", 0))
                .orElse(described.learning().feedback().direct() ? this : with(FEEDBACK, "{fixed: product}"));
        return before.with(Feedback.SHUFFLED);
    }

    /** The experiment of a seed; refused where it cannot run. */
    Experiment experiment(long seed, MatrixProduct product) {
        return file.with("audit", "seed", String.valueOf(seed)).audited(product);
    }
}
