package org.apical.app.cli;

import java.util.List;
import java.util.Locale;
import org.apical.app.check.Check;
import org.apical.app.study.StudyResult;
import org.apical.app.study.StudyResult.LoopTrace;
import org.apical.app.study.StudyResult.SizeAccuracy;

/** The result of a study of the controller as text. */
final class StudyTable {
    private static final double PERCENT = 100;

    private StudyTable() {}

    static String of(StudyResult result, List<Check> checks) {
        StringBuilder text = new StringBuilder();
        text.append(String.format("%n%-10s %25s %25s %25s%n", "", "rms error of u_int", "rms error of u", "drift"));
        text.append(String.format("%-10s", "neurons"));
        for (int k = 0; k < 3; k++) {
            text.append(String.format(" %12s %12s", "rate", "spiking"));
        }
        text.append(System.lineSeparator());
        for (SizeAccuracy a : result.accuracy()) {
            text.append(String.format(
                    Locale.ROOT,
                    "%-10d %10.3f %% %10.3f %% %10.3f %% %10.3f %% %8.3f %%/s %8.3f %%/s%n",
                    a.neurons(),
                    PERCENT * a.rate().integral(),
                    PERCENT * a.spiking().integral(),
                    PERCENT * a.rate().control(),
                    PERCENT * a.spiking().control(),
                    PERCENT * a.rate().drift(),
                    PERCENT * a.spiking().drift()));
        }
        text.append(String.format("in units of the represented radius%n%n"));
        text.append(String.format(
                "%-12s %14s %22s %22s %9s%n",
                "closed loop", "largest |u|", "error, first second", "last second", "time"));
        for (LoopTrace loop : result.loops()) {
            text.append(String.format(
                    Locale.ROOT,
                    "%-12s %14.3f %22.3f %22.3f %7.1f s%n",
                    loop.id().toLowerCase(Locale.ROOT),
                    loop.largestControl(),
                    loop.firstError(),
                    loop.lastError(),
                    loop.seconds()));
        }
        text.append(System.lineSeparator());
        checks.forEach(check -> text.append(check.line()));
        return text.toString();
    }
}
