package org.apical.app.study;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.commons.math3.stat.regression.SimpleRegression;
import org.apical.app.check.Check;
import org.apical.app.study.StudyResult.LoopTrace;
import org.apical.app.study.StudyResult.SizeAccuracy;
import org.apical.network.ensemble.PopulationKind;

/** What physics.md 6 promises of a spiking controller population. Sizes that were not run are not checked. */
public final class StudyChecks {
    private static final int FEW = 200;
    private static final double FEW_RMS = 0.05;
    private static final int MANY = 1600;
    private static final double MANY_RMS = 0.01;
    private static final int DRIFTING = 400;
    private static final double DRIFT = 0.02;
    private static final double STEEPEST = -1;
    private static final double FLATTEST = -0.5;

    private StudyChecks() {}

    /** The checks, in the order of the table. */
    public static List<Check> of(StudyResult result) {
        List<Check> checks = new ArrayList<>();
        for (SizeAccuracy a : result.accuracy()) {
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
        double slope = slope(result.accuracy(), PopulationKind.SPIKING);
        checks.add(Check.between("log-log slope of the rms error of u_int", slope, STEEPEST, FLATTEST));
        for (LoopTrace loop : result.loops()) {
            String name = "closed loop, " + loop.id().toLowerCase(Locale.ROOT);
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

    /** Slope of a straight line through log(rms error of u_int) over log(neurons). */
    public static double slope(List<SizeAccuracy> accuracy, PopulationKind kind) {
        return regression(accuracy, kind).getSlope();
    }

    /** Error on that line. */
    public static double fitted(List<SizeAccuracy> accuracy, PopulationKind kind, int neurons) {
        return Math.exp(regression(accuracy, kind).predict(Math.log(neurons)));
    }

    private static SimpleRegression regression(List<SizeAccuracy> accuracy, PopulationKind kind) {
        SimpleRegression line = new SimpleRegression();
        for (SizeAccuracy a : accuracy) {
            line.addData(Math.log(a.neurons()), Math.log(a.of(kind).integral()));
        }
        return line;
    }
}
