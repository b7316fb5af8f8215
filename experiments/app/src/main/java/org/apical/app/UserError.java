package org.apical.app;

/** Bad usage, configuration or file: one line that names the place, what was expected and what was found. Exit code 2. */
public final class UserError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UserError(String message) {
        super(message);
    }

    public UserError(String message, Throwable cause) {
        super(message, cause);
    }
}
