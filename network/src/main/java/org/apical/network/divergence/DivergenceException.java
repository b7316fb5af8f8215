package org.apical.network.divergence;

import java.util.Locale;

/** A run that left what its numbers can mean: names the formulation, the layer and the quantity, and says what to change. */
public final class DivergenceException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String formulation;
    private final String when;
    private final String what;
    private final int epoch;

    /**
     * @param formulation F1, F2 or F3
     * @param what layer, quantity, value, bound, remedy
     */
    public DivergenceException(String formulation, String what) {
        this(formulation, "", what, 0, null);
    }

    public DivergenceException(String formulation, String what, Throwable cause) {
        this(formulation, "", what, 0, cause);
    }

    private DivergenceException(String formulation, String when, String what, int epoch, Throwable cause) {
        super(formulation + when + ": " + what, cause);
        this.formulation = formulation;
        this.when = when;
        this.what = what;
        this.epoch = epoch;
    }

    /** The same, in a batch of an epoch of training; both counted from 1. */
    public DivergenceException during(int epoch, int batch) {
        String place = String.format(Locale.ROOT, ", epoch %d, batch %d", epoch, batch);
        return new DivergenceException(formulation, place, what, epoch, this);
    }

    /** The same, with what else is known: why, what is left of the run. */
    public DivergenceException adding(String known) {
        return new DivergenceException(formulation, when, what + "; " + known, epoch, this);
    }

    /** Layer, quantity, value, bound, remedy. */
    public String what() {
        return what;
    }

    /** Epoch of training in which it was found, from 1; 0 outside of training. */
    public int epoch() {
        return epoch;
    }

    /** F1, F2 or F3. */
    public String formulation() {
        return formulation;
    }
}
