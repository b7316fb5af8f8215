package org.apical.app.sweep;

import java.util.Locale;
import java.util.Map;
import org.apical.app.store.RunIdentity;

/**
 * One run of a sweep.
 *
 * @param number from 1
 * @param values of the keys that vary, as they are shown
 * @param description its {@code run.yaml} before it has run: every key written out
 * @param identity of the run
 */
public record Cell(int number, Map<String, String> values, String description, RunIdentity identity) {

    /** The name of its directory. */
    public String name() {
        return String.format(Locale.ROOT, "%05d", number);
    }
}
