package org.apical.neuron.preset;

import java.util.ArrayList;
import java.util.List;
import org.apical.neuron.preset.Sourced.Evidence;

/** Hands on numbers and keeps their sources, so that no number enters a preset without one. */
final class Sheet {
    private final List<Sourced> numbers = new ArrayList<>();

    double read(String quantity, double value, String unit, String source) {
        return take(quantity, value, unit, Evidence.READ, source);
    }

    double reimplemented(String quantity, double value, String unit, String source) {
        return take(quantity, value, unit, Evidence.REIMPLEMENTED, source);
    }

    double derived(String quantity, double value, String unit, String how) {
        return take(quantity, value, unit, Evidence.DERIVED, how);
    }

    double chosen(String quantity, double value, String unit, String why) {
        return take(quantity, value, unit, Evidence.CHOSEN, why);
    }

    private double take(String quantity, double value, String unit, Evidence evidence, String source) {
        numbers.add(new Sourced(quantity, value, unit, evidence, source));
        return value;
    }

    List<Sourced> numbers() {
        return List.copyOf(numbers);
    }
}
