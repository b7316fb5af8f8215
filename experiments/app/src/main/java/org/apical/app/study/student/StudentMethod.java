package org.apical.app.study.student;

import java.util.ArrayList;
import java.util.List;

/**
 * A way for the student to learn.
 *
 * @param signal what forward weights learn from
 * @param feedback how feedback weights come about
 */
public record StudentMethod(Signal signal, Feedback feedback) {

    /** What forward weights learn from. */
    public enum Signal {
        /** Minus the gradient: the reference. */
        BACKPROP("backprop"),
        /** Direct feedback alignment, a reference that does without control. */
        DFA("DFA"),
        /** Nudged target, the time average over the simulated presentation. */
        DFC("DFC"),
        /** Nudged target, Newton's steady state. */
        DFC_SS("DFC-SS"),
        /** Nudged target, the linearised steady state. */
        DFC_SSA("DFC-SSA"),
        /** The output wanted as target, the time average. */
        STRONG("Strong-DFC"),
        /** The output wanted as target, Newton's steady state. */
        STRONG_SS("Strong-DFC-SS"),
        /** psi = Q u of the leaky integrator at Newton's steady state. */
        LEAKY("least control, leaky integral"),
        /** psi of inversion dynamics, the time average. */
        INVERSION("least control, inversion");

        private final String label;

        Signal(String label) {
            this.label = label;
        }

        /** Its name in tables. */
        public String label() {
            return label;
        }

        /** Whether the target is the output wanted itself. */
        public boolean strong() {
            return ordinal() >= STRONG.ordinal();
        }

        /** Whether presentations are simulated in time. */
        public boolean overTime() {
            return this == DFC || this == STRONG || this == INVERSION;
        }
    }

    /** How feedback weights come about. */
    public enum Feedback {
        /** There are none. */
        NONE("none"),
        /** Q drawn independently of W, and kept. */
        RANDOM("random"),
        /** Those of the start: Q the weight product, S the transpose. */
        FIXED("fixed"),
        /** Q from noise, before and between forward epochs; S by Kolen and Pollack's rule. */
        LEARNED("learned"),
        /** S = W^T at every step: weight transport. */
        TRANSPORTED("transported");

        private final String label;

        Feedback(String label) {
            this.label = label;
        }

        /** Its name in tables. */
        public String label() {
            return label;
        }
    }

    /** Backprop, and every form of control with every feedback, but for random ones, that it can have. */
    public static List<StudentMethod> all() {
        List<StudentMethod> all = new ArrayList<>();
        all.add(new StudentMethod(Signal.BACKPROP, Feedback.NONE));
        for (Signal signal : Signal.values()) {
            if (signal != Signal.BACKPROP && signal != Signal.DFA) {
                all.add(new StudentMethod(signal, Feedback.FIXED));
                all.add(new StudentMethod(signal, Feedback.LEARNED));
            }
        }
        all.add(new StudentMethod(Signal.INVERSION, Feedback.TRANSPORTED));
        return all;
    }

    /** Whose learning rate it takes: that of its own steady state, where that is much the same and cheaper; under inversion dynamics that of exact backward weights. */
    public StudentMethod tunedAs() {
        return switch (signal) {
            case DFC -> new StudentMethod(Signal.DFC_SS, feedback);
            case STRONG -> new StudentMethod(Signal.STRONG_SS, feedback);
            case INVERSION -> new StudentMethod(signal, Feedback.TRANSPORTED);
            default -> this;
        };
    }

    /** Its name in tables. */
    public String label() {
        return feedback == Feedback.NONE ? signal.label() : signal.label() + ", " + feedback.label();
    }
}
