package org.apical.app.study.controller;

import java.util.ArrayList;
import java.util.List;
import org.apical.app.check.Check;
import org.apical.app.findings.Section.Series;
import org.apical.app.findings.Section.Style;
import org.apical.network.ensemble.PopulationKind;

/** What physics.md 6 promises of a spiking controller population. Sizes that were not run are not checked. */
final class ControllerChecks {
    private static final int FEW = 200;
    private static final double FEW_RMS = 0.05;
    private static final int MANY = 1600;
    private static final double MANY_RMS = 0.01;
    private static final int DRIFTING = 400;
    private static final double DRIFT = 0.02;
    private static final double STEEPEST = -1;
    private static final double FLATTEST = -0.5;

    private ControllerChecks() {}

    /** The checks, in the order of the tables. */
    static List<Check> of(List<SizeAccuracy> accuracy, List<LoopTrace> loops) {
        List<Check> checks = new ArrayList<>();
        for (SizeAccuracy a : accuracy) {
            if (a.neurons() == FEW || a.neurons() == MANY) {
                double bound = a.neurons() == FEW ? FEW_RMS : MANY_RMS;
                String at = " at " + a.neurons() + " neurons, radius";
                checks.add(Check.atMost("rms error of u_int" + at, a.spiking().integral(), bound));
                checks.add(Check.atMost("rms error of u" + at, a.spiking().control(), bound));
            }
            if (a.neurons() == DRIFTING) {
                checks.add(Check.atMost(
                        "drift at zero error at " + DRIFTING + " neurons, radius/s",
                        a.spiking().drift(),
                        DRIFT));
            }
        }
        double slope = SizeAccuracy.fit(accuracy, PopulationKind.SPIKING).slope();
        checks.add(Check.between("log-log slope of the rms error of u_int", slope, STEEPEST, FLATTEST));
        for (LoopTrace loop : loops) {
            String name = "closed loop, " + loop.id();
            loop.represented().ifPresent(largest -> {
                checks.add(Check.atMost(name + ": largest |u_int|, radius", largest.integral(), 1));
                checks.add(Check.atMost(name + ": largest |e|, radius", largest.error(), 1));
                checks.add(Check.atMost(
                        name + ": error in the last second over that in the first",
                        loop.lastError() / loop.firstError(),
                        1));
            });
        }
        return checks;
    }

    /** Bounds of the error of spikes, for a chart (% of radius). */
    static Series errorBounds() {
        return bounds("bounds for spikes", new double[] {FEW, MANY}, new double[] {100 * FEW_RMS, 100 * MANY_RMS});
    }

    /** The bound of the drift under spikes, for a chart (% of radius per second). */
    static Series driftBound() {
        return bounds("bound for spikes", new double[] {DRIFTING}, new double[] {100 * DRIFT});
    }

    private static Series bounds(String name, double[] neurons, double[] percent) {
        return new Series(name, neurons, percent, Style.POINTS);
    }
}
