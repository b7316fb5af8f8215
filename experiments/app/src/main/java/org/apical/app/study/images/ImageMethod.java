package org.apical.app.study.images;

import org.apical.app.study.StudyNetwork;
import org.apical.app.study.images.Settings.Noise;
import org.apical.app.study.images.Settings.Setting;

/**
 * A way to learn image sets.
 *
 * @param signal what forward weights learn from
 * @param learned whether feedback learns from noise; else it is fixed, for control the weight product of the start, for direct feedback alignment drawn at random
 */
public record ImageMethod(Signal signal, boolean learned) {
    /** The reference of every study. */
    public static final ImageMethod BACKPROP = new ImageMethod(Signal.BACKPROP, false);

    /** r_L* of the labelled output under {@link Signal#strong} targets; of the others 0.1. */
    private static final double LABELLED = 0.9;

    /** What forward weights learn from. */
    public enum Signal {
        /** Minus the gradient. */
        BACKPROP("backprop"),
        /** Direct feedback alignment. */
        DIRECT("DFA"),
        /** Nudged target, the time average over the presentation. */
        DFC("DFC"),
        /** Nudged target, Newton's steady state. */
        DFC_SS("DFC-SS"),
        /** Nudged target, the linearised steady state. */
        DFC_SSA("DFC-SSA"),
        /** The softened label as target, Newton's steady state; feedback, where it learns, in a phase of its own. */
        STRONG_SS("Strong-DFC-SS"),
        /** The softened label as target, the time average under noise, from which feedback learns in the same presentations. */
        STRONG("Strong-DFC, one phase");

        private final String label;

        Signal(String label) {
            this.label = label;
        }

        /** Whether a controller drives the output. */
        public boolean controlled() {
            return ordinal() >= DFC.ordinal();
        }

        /** Whether the target is the label itself. */
        public boolean strong() {
            return ordinal() >= STRONG_SS.ordinal();
        }
    }

    /** Its name in tables. */
    public String label() {
        return signal.label + (signal.controlled() ? learned ? ", learned" : ", fixed" : "");
    }

    /** Its name in measures. */
    String id() {
        return label().replace(", ", "/");
    }

    /** The network of a set that learns by it. */
    StudyNetwork of(StudyNetwork network, ImageSet set, FeedbackEpochs feedback) {
        Settings settings = set.settings();
        return switch (signal) {
            case BACKPROP -> reference(network, settings.backprop(), "backprop");
            case DIRECT ->
                reference(network, settings.direct(), "direct feedback alignment")
                        .with("learning.feedback", "{fixed: random}");
            case DFC ->
                controlled(network, settings, feedback)
                        .with("controller.proportionalGain", 2)
                        .with("timing.integration", "{adaptive: {}}");
            case DFC_SS -> controlled(network, settings, feedback).with("learning.update", "steady");
            case DFC_SSA -> controlled(network, settings, feedback).with("learning.update", "analytic");
            case STRONG_SS -> labelled(controlled(network, settings, feedback)).with("learning.update", "steady");
            case STRONG -> labelled(onePhase(network, settings.strong(), settings.noise(), feedback));
        };
    }

    private Setting setting(Settings settings) {
        return signal.strong() ? settings.strong() : learned ? settings.learned() : settings.fixed();
    }

    /** The nudge with lambda = 1 is minus the gradient of the mean loss, and lr / lambda the rate of Adam. */
    private static StudyNetwork reference(StudyNetwork network, Setting setting, String method) {
        return network.with("learning.method", method)
                .with("learning.target", "{nudge: {lambda: 1, gain: 1}}")
                .with("learning.optimiser.rate", setting.rate())
                .with("learning.optimiser.epsilon", setting.epsilon());
    }

    private StudyNetwork controlled(StudyNetwork network, Settings settings, FeedbackEpochs feedback) {
        Setting setting = setting(settings);
        double dtMs = learned ? settings.noise().dtMs() : 1;
        StudyNetwork fixed = optimised(network, setting)
                .with("learning.target", "{nudge: {lambda: " + setting.lambda() + ", gain: 1}}")
                .with("timing.dtMs", dtMs)
                .with("timing.controlledMs", (Math.floor(setting.presentationMs() / dtMs) - 1) * dtMs);
        return learned ? learning(fixed, settings.noise(), feedback) : fixed;
    }

    /** What is published is twice the direction: Adam divides it out but for its epsilon, and clipping halves its bound. */
    private static StudyNetwork optimised(StudyNetwork network, Setting setting) {
        return network.with("controller.alpha", setting.alpha())
                .with("learning.optimiser.rate", setting.rate())
                .with("learning.optimiser.epsilon", setting.epsilon() / 2)
                .with("learning.clip", 0.5);
    }

    private static StudyNetwork learning(StudyNetwork network, Noise noise, FeedbackEpochs feedback) {
        return network.with("timing.freeMs", 0)
                .with("timing.warmupMs", 0)
                .with(
                        "learning.feedback",
                        "{learned: {sigma: " + noise.sigma() + ", tauAMs: " + noise.tauAMs() + ", tauVMs: "
                                + noise.tauVMs() + ", presentationMs: " + noise.dtMs() * (noise.steps() - 1)
                                + ", alpha: " + noise.alpha() + ", proportionalGain: " + noise.proportionalGain()
                                + ", decay: " + noise.decay() + ", preTrainingRate: " + noise.preTrainingRate()
                                + ", rateBetween: " + noise.rate() + ", epsilon: " + noise.epsilon()
                                + ", preTrainingEpochs: " + feedback.before() + ", epochsBetween: "
                                + feedback.between() + ", samples: " + feedback.samples() + ", batch: "
                                + feedback.batch() + "}}");
    }

    /** Outputs between 0 and 1, one of them driven near 1. */
    private static StudyNetwork labelled(StudyNetwork network) {
        return network.with("layers[3].transfer", "sigmoid")
                .with("learning.target", "{label: {on: " + LABELLED + ", off: " + (1 - LABELLED) + "}}");
    }

    /**
     * One phase: presentations of ten tau_u under noise, with a proportional gain, which shows the noise of each layer to its apical synapses before the loop has turned. Nothing is published; chosen on the
     * embedded digits.
     */
    private static StudyNetwork onePhase(StudyNetwork network, Setting setting, Noise noise, FeedbackEpochs feedback) {
        return optimised(network, setting)
                .with("controller.proportionalGain", 5)
                .with("timing", "{dtMs: 4, tauUMs: 40, tauVMs: 12, freeMs: 0, warmupMs: 0, controlledMs: 396}")
                .with(
                        "learning.feedback",
                        "{learned: {phases: one, sigma: 0.5, tauAMs: 40, highPassMs: 40, decay: 0.1, lag: given back, preTrainingRate: "
                                + noise.preTrainingRate() + ", rateBetween: " + noise.rate() + ", preTrainingEpochs: "
                                + feedback.before() + ", samples: " + feedback.samples() + ", batch: "
                                + feedback.batch() + "}}");
    }
}
