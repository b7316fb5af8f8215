package org.apical.app.study.continual;

/** What learns one task after the other. */
enum ContinualMethod {
    /** Gradient descent of the same loss: the reference. */
    BACKPROP("backprop", false, false, false),
    /** DFC, dense targets. */
    DFC("DFC", false, false, false),
    /** Winner-take-all in hidden layers. */
    SPARSE("sparse DFC", true, false, false),
    /** Plastic lateral synapses in hidden layers. */
    RECURRENT("recurrent DFC", false, true, false),
    /** Both. */
    SPARSE_RECURRENT("sparse-recurrent DFC", true, true, false),
    /** Both, in graded compartments. */
    SPARSE_RECURRENT_COMPARTMENTS("sparse-recurrent DFC, F2", true, true, true);

    private final String title;
    private final boolean sparse;
    private final boolean recurrent;
    private final boolean compartments;

    ContinualMethod(String title, boolean sparse, boolean recurrent, boolean compartments) {
        this.title = title;
        this.sparse = sparse;
        this.recurrent = recurrent;
        this.compartments = compartments;
    }

    /** For people. */
    public String title() {
        return title;
    }

    /** Whether hidden units compete. */
    public boolean sparse() {
        return sparse;
    }

    /** Whether hidden layers have plastic lateral synapses. */
    public boolean recurrent() {
        return recurrent;
    }

    /** Whether it runs under F2 rather than F1. */
    public boolean compartments() {
        return compartments;
    }
}
