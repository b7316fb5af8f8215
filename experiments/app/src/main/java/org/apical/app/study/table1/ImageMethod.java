package org.apical.app.study.table1;

import java.util.List;
import org.apical.app.study.StudyNetwork;

/**
 * A row of the table.
 *
 * @param signal what forward weights learn from
 * @param learned whether feedback learns from noise; else it is fixed, for control the weight product of the start, for direct feedback alignment drawn at random
 */
record ImageMethod(Signal signal, boolean learned) {
    /** In the order of the table. */
    static final List<ImageMethod> ALL = List.of(
            new ImageMethod(Signal.BACKPROP, false),
            new ImageMethod(Signal.DIRECT, false),
            new ImageMethod(Signal.DFC, false),
            new ImageMethod(Signal.DFC_SS, false),
            new ImageMethod(Signal.DFC_SSA, false),
            new ImageMethod(Signal.DFC_SSA, true));

    /** What forward weights learn from. */
    enum Signal {
        /** Minus the gradient. */
        BACKPROP("backprop"),
        /** Direct feedback alignment. */
        DIRECT("DFA"),
        /** The time average over the presentation. */
        DFC("DFC"),
        /** Newton's steady state. */
        DFC_SS("DFC-SS"),
        /** The linearised steady state. */
        DFC_SSA("DFC-SSA");

        private final String label;

        Signal(String label) {
            this.label = label;
        }

        /** Whether a controller drives the output. */
        boolean controlled() {
            return ordinal() >= DFC.ordinal();
        }

        /** Whether it is so costly that its epochs are few. */
        boolean costly() {
            return this == DFC || this == DFC_SS;
        }
    }

    /** Its name in tables. */
    String label() {
        return signal.label + (signal.controlled() ? learned ? ", learned" : ", fixed" : "");
    }

    /** Its name in measures. */
    String id() {
        return label().replace(", ", "/");
    }

    /** The network of a data set that learns by it. */
    StudyNetwork of(StudyNetwork network, ImageSet set, Table1Plan plan) {
        StudyNetwork same = network.with("data", set.data());
        return switch (signal) {
            case BACKPROP -> reference(same, set.backprop, "backprop");
            case DIRECT ->
                reference(same, set.direct, "direct feedback alignment").with("learning.feedback", "{fixed: random}");
            case DFC ->
                controlled(same, set, plan)
                        .with("controller.proportionalGain", 2)
                        .with("timing.controlledMs", setting(set).presentationMs() - 1)
                        .with("timing.integration", "{adaptive: {}}");
            case DFC_SS -> controlled(same, set, plan).with("learning.update", "steady");
            case DFC_SSA -> controlled(same, set, plan).with("learning.update", "analytic");
        };
    }

    private ImageSet.Setting setting(ImageSet set) {
        return learned ? set.learned : set.fixed;
    }

    /** The nudge with lambda = 1 is minus the gradient of the mean loss, and lr / lambda the rate of Adam. */
    private static StudyNetwork reference(StudyNetwork network, ImageSet.Setting setting, String method) {
        return network.with("learning.method", method)
                .with("learning.target", "{nudge: {lambda: 1, gain: 1}}")
                .with("learning.optimiser.rate", setting.learningRate() / setting.lambda())
                .with("learning.optimiser.epsilon", setting.epsilon());
    }

    /** What is published is twice the direction: Adam divides it out but for its epsilon, and clipping halves its bound. */
    private StudyNetwork controlled(StudyNetwork network, ImageSet set, Table1Plan plan) {
        ImageSet.Setting setting = setting(set);
        StudyNetwork fixed = network.with("controller.alpha", setting.alpha())
                .with("learning.target", "{nudge: {lambda: " + setting.lambda() + ", gain: 1}}")
                .with("learning.optimiser.rate", setting.learningRate() / setting.lambda())
                .with("learning.optimiser.epsilon", setting.epsilon() / 2)
                .with("learning.clip", 0.5);
        return learned ? learning(fixed, set.noise, plan) : fixed;
    }

    private static StudyNetwork learning(StudyNetwork network, ImageSet.Noise noise, Table1Plan plan) {
        return network.with("timing.dtMs", noise.dtMs())
                .with("timing.freeMs", 0)
                .with("timing.warmupMs", 0)
                .with("timing.tauVMs", noise.tauVMs())
                .with("timing.controlledMs", noise.dtMs() * (noise.steps() - 1))
                .with(
                        "learning.feedback",
                        "{learned: {sigma: " + noise.sigma() + ", tauAMs: " + noise.tauAMs() + ", alpha: "
                                + noise.alpha()
                                + ", proportionalGain: " + noise.proportionalGain() + ", decay: " + noise.decay()
                                + ", preTrainingRate: " + noise.preTrainingRate() + ", rateBetween: " + noise.rate()
                                + ", epsilon: " + noise.epsilon() + ", preTrainingEpochs: " + plan.preTraining()
                                + ", epochsBetween: " + plan.between() + ", samples: " + plan.feedbackSamples()
                                + ", batch: " + plan.feedbackBatch() + "}}");
    }
}
