package org.apical.app.study.controller;

import java.util.Locale;
import org.apical.network.ensemble.PopulationKind;

/** What kinds of populations are called. */
final class Kinds {
    private Kinds() {}

    /** For programs. */
    static String id(PopulationKind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    /** For people: what it transmits. */
    static String title(PopulationKind kind) {
        return kind == PopulationKind.RATE ? "rates" : "spikes";
    }
}
