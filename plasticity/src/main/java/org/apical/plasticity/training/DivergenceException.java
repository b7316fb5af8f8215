package org.apical.plasticity.training;

/** A run that left the finite numbers: names the formulation, the layer and the quantity. */
public final class DivergenceException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public DivergenceException(String message) {
        super(message);
    }

    public DivergenceException(String message, Throwable cause) {
        super(message, cause);
    }
}
