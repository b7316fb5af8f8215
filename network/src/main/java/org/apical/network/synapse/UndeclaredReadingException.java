package org.apical.network.synapse;

/** A rule reached for something that it does not declare, or that its synapse does not have. */
public final class UndeclaredReadingException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    UndeclaredReadingException(Quantity quantity) {
        super(
                quantity
                        + " is not handed out at this synapse: the rule does not declare it in reads(), or nothing of the kind exists here");
    }

    static <T> T granted(T value, Quantity quantity) {
        if (value == null) {
            throw new UndeclaredReadingException(quantity);
        }
        return value;
    }
}
