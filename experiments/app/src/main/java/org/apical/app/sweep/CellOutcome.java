package org.apical.app.sweep;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * What came of a cell, as text that goes from a worker to the sweep.
 *
 * @param state how it ended
 * @param error why it diverged or failed; empty if it did not
 * @param metrics its {@code metrics.csv}
 * @param description its {@code run.yaml}; like metrics empty if it failed
 */
public record CellOutcome(State state, String error, String metrics, String description) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** How a cell ended. */
    public enum State {
        /** It ran to its end. */
        COMPLETE,
        /** It left what its numbers can mean, which is a result. */
        DIVERGED,
        /** It did not run. */
        FAILED
    }

    /** One that did not run. */
    static CellOutcome failed(Throwable cause) {
        String message = String.valueOf(cause.getMessage());
        boolean ours = cause.getClass().getName().startsWith("org.apical.");
        return new CellOutcome(
                State.FAILED, ours ? message : cause.getClass().getSimpleName() + ": " + message, "", "");
    }

    /** As JSON. */
    String json() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts can be written as JSON", e);
        }
    }

    /** Of what a worker sends. */
    static CellOutcome of(String json) {
        try {
            return JSON.readValue(json, CellOutcome.class);
        } catch (JsonProcessingException e) {
            return failed(e);
        }
    }
}
