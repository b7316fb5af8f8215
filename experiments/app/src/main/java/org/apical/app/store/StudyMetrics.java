package org.apical.app.store;

import java.util.List;
import java.util.Locale;
import org.apical.app.study.StudyChecks;
import org.apical.app.study.StudyResult;
import org.apical.app.study.StudyResult.Errors;
import org.apical.app.study.StudyResult.LoopTrace;
import org.apical.app.study.StudyResult.SizeAccuracy;
import org.apical.network.ensemble.PopulationKind;

/**
 * {@code metrics.csv} of a study of the controller: one measured number a row, {@code controller,quantity,neurons,value,unit}, neurons those of a
 * dimension, empty where there are none. The only numbers that change from run to run are those with unit {@code s}.
 */
public final class StudyMetrics {
    private StudyMetrics() {}

    /** The metrics of a study. */
    public static String of(StudyResult result) {
        return CsvText.of(List.of("controller", "quantity", "neurons", "value", "unit"), csv -> {
            for (PopulationKind kind : PopulationKind.values()) {
                String name = name(kind.name());
                for (SizeAccuracy a : result.accuracy()) {
                    Errors errors = a.of(kind);
                    csv.printRecord(name, "step_error_integral_rms", a.neurons(), errors.integral(), "radius");
                    csv.printRecord(name, "step_error_control_rms", a.neurons(), errors.control(), "radius");
                    csv.printRecord(name, "drift_at_zero_error", a.neurons(), errors.drift(), "radius/s");
                }
                csv.printRecord(name, "step_error_integral_slope", "", StudyChecks.slope(result.accuracy(), kind), "1");
            }
            for (LoopTrace loop : result.loops()) {
                String name = name(loop.id());
                Object neurons =
                        loop.represented().isPresent() ? result.settings().neurons() : "";
                csv.printRecord(name, "loop_largest_control", neurons, loop.largestControl(), "1");
                csv.printRecord(name, "loop_error_first_second_rms", neurons, loop.firstError(), "1");
                csv.printRecord(name, "loop_error_last_second_rms", neurons, loop.lastError(), "1");
                if (loop.represented().isPresent()) {
                    double integral = loop.represented().get().integral();
                    double error = loop.represented().get().error();
                    csv.printRecord(name, "loop_largest_integral", neurons, integral, "radius");
                    csv.printRecord(name, "loop_largest_error", neurons, error, "radius");
                }
                csv.printRecord(name, "loop_time", neurons, loop.seconds(), "s");
            }
        });
    }

    private static String name(String kind) {
        return kind.toLowerCase(Locale.ROOT);
    }
}
