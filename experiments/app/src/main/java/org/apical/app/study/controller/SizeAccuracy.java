package org.apical.app.study.controller;

import java.util.List;
import org.apical.app.study.PowerLaw;
import org.apical.network.ensemble.PopulationKind;

/** What populations of one size and their spikes or rates are off by. */
record SizeAccuracy(int neurons, Errors rate, Errors spiking) {

    /**
     * Root mean squares over drawings.
     *
     * @param integral of the represented u_int (units of the radius)
     * @param control of u as dendrites read it (units of the radius)
     * @param drift of u_int at zero error (units of the radius per second)
     */
    record Errors(double integral, double control, double drift) {}

    /** The errors of a kind. */
    Errors of(PopulationKind kind) {
        return kind == PopulationKind.RATE ? rate : spiking;
    }

    /** A straight line through log(rms error of u_int) over log(neurons). */
    static PowerLaw fit(List<SizeAccuracy> accuracy, PopulationKind kind) {
        return PowerLaw.of(
                accuracy.stream().mapToDouble(SizeAccuracy::neurons).toArray(),
                accuracy.stream().mapToDouble(a -> a.of(kind).integral()).toArray());
    }
}
