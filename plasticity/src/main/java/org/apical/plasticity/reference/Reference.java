package org.apical.plasticity.reference;

import java.util.Locale;
import java.util.function.DoubleFunction;

/** What an update is held against: a theory of learning that needs more than a synapse knows. */
public enum Reference {
    /** Minus the gradient of the loss. */
    BACKPROP("backprop", damping -> new Backpropagation()),
    /** The smallest change of weights that moves the output by the nudge. */
    GAUSS_NEWTON("Gauss–Newton", GaussNewton::new),
    /** The smallest change of potentials that does. */
    MINIMUM_NORM("minimum norm", MinimumNorm::new);

    private final String label;
    private final DoubleFunction<NonLocal> theory;

    Reference(String label, DoubleFunction<NonLocal> theory) {
        this.label = label;
        this.theory = theory;
    }

    /** Its name. */
    public String label() {
        return label;
    }

    /** Its name in measures. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The theory.
     *
     * @param damping gamma, >= 0; minus the gradient has none
     */
    public NonLocal damped(double damping) {
        return theory.apply(damping);
    }
}
