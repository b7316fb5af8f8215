package org.apical.app.study.instructive;

/** What of the error of the output reaches the dendrites of a neuron. All but the last send through weights of the same norm. */
enum CausalFeedback {
    /** Weights learned from noise: the same in every neuron but for what noise tells of its effect. */
    LEARNED("learned from noise"),
    /** The weights of the output themselves, as in deep feedback control with fixed feedback and in backprop. */
    PRODUCT("weights of the output"),
    /** Weights drawn at random, as in direct feedback alignment. */
    RANDOM("random"),
    /** The same weight everywhere: an error or reward that is broadcast. */
    BROADCAST("broadcast"),
    /** The controller is lesioned. */
    LESIONED("lesioned");

    private final String label;

    CausalFeedback(String label) {
        this.label = label;
    }

    /** Its name in tables. */
    String label() {
        return label;
    }
}
