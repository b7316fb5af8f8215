package org.apical.app.study.controller;

import java.util.List;
import org.apache.commons.math3.stat.regression.SimpleRegression;
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
    static SimpleRegression fit(List<SizeAccuracy> accuracy, PopulationKind kind) {
        SimpleRegression line = new SimpleRegression();
        for (SizeAccuracy a : accuracy) {
            line.addData(Math.log(a.neurons), Math.log(a.of(kind).integral()));
        }
        return line;
    }
}
