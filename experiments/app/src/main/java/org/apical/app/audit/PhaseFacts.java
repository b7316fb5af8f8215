package org.apical.app.audit;

import java.util.List;

/**
 * What the phases of learning contribute to the change of one plastic pathway, if nothing switched its plasticity off.
 *
 * @param pathway that is plastic
 * @param own phase in which the file lets it learn
 * @param parts all phases
 * @param cosineUngated cosine of the change of all phases, each as often as in training, to that of its own phase
 */
public record PhaseFacts(String pathway, Phase own, List<Part> parts, double cosineUngated) {
    public PhaseFacts {
        parts = List.copyOf(parts);
    }

    /** Phases of a presentation. */
    public enum Phase {
        FREE("free phase", "no control"),
        CONTROLLED("controlled phase", "control drives the output to its target"),
        RELEASED("phase after release", "control has let go"),
        NOISE("noise phase", "control holds the output where it is, dendrites fluctuate");

        private final String label;
        private final String what;

        Phase(String label, String what) {
            this.label = label;
            this.what = what;
        }

        /** Its name. */
        public String label() {
            return label;
        }

        /** What distinguishes it. */
        public String what() {
            return what;
        }
    }

    /**
     * The change of one phase.
     *
     * @param size norm relative to that of the pathway's own phase, over all presentations of training
     * @param cosine to that
     * @param cosineTogether of both together to that of the own phase
     */
    public record Part(Phase phase, double size, double cosine, double cosineTogether) {}
}
