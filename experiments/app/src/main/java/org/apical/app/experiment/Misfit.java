package org.apical.app.experiment;

import java.util.function.Supplier;
import org.apical.app.UserError;
import org.apical.neuron.parameter.ParameterException;

/** Parts of an experiment that do not go together; knows the key of the part at fault. */
final class Misfit extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String key;
    private final boolean expectation;

    private Misfit(String key, String message, boolean expectation, Throwable cause) {
        super(message, cause);
        this.key = key;
        this.expectation = expectation;
    }

    /** Something else was expected at a key. */
    static Misfit expected(String key, String what) {
        return new Misfit(key, what, true, null);
    }

    /** A file that a key names is not what it has to be. */
    static Misfit file(String key, UserError fault) {
        return new Misfit(key, fault.getMessage(), false, fault);
    }

    /** What is made of the part at a key; what refuses its parameters is reported there. */
    static <T> T at(String key, Supplier<T> made) {
        try {
            return made.get();
        } catch (ParameterException e) {
            throw new Misfit(key, e.getMessage(), false, e);
        }
    }

    /** As {@link #at}, of what makes nothing. */
    static void check(String key, Runnable checks) {
        at(key, () -> {
            checks.run();
            return key;
        });
    }

    String key() {
        return key;
    }

    /** Whether the message says what was expected, so that what was found is to be added. */
    boolean expectation() {
        return expectation;
    }
}
