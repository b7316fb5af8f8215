package org.apical.app.audit;

import java.util.Locale;
import java.util.stream.Collectors;
import org.apical.app.experiment.Experiment;
import org.apical.app.experiment.ExperimentFile;
import org.apical.app.experiment.Layer;
import org.apical.app.experiment.Learning;

/** How an audit was done, a paragraph made from the run. */
final class Methods {
    private Methods() {}

    static String of(AuditResult result) {
        Experiment e = result.experiment();
        Learning learning = e.learning();
        String layers = e.input().units().map(n -> n + "-").orElse("")
                + e.layers().stream().map(Methods::units).collect(Collectors.joining("-"));
        if (!learning.method().control()) {
            return String.format(
                    Locale.ROOT,
                    "%s (%s) was run as rates. Forward weights followed %s with %s in batches of %d. %s",
                    result.name(),
                    layers,
                    ExperimentFile.name(learning.method()),
                    ExperimentFile.name(learning.optimiser()),
                    learning.batch(),
                    course(result));
        }
        return String.format(
                Locale.ROOT,
                "%s (%s) was run under %s with a time step of %s ms and tau_u = %s ms. A sample was shown for a free phase of %s ms and a controlled one of %s ms. Forward weights followed the rule %s with "
                        + "%s in batches of %d, feedback was %s, the controller %s. %s",
                result.name(),
                layers,
                result.plan().formulation(),
                AuditWords.plain(e.timing().dtMs()),
                AuditWords.plain(e.timing().tauUMs()),
                AuditWords.plain(e.timing().freeMs()),
                AuditWords.plain(e.timing().controlledMs()),
                ExperimentFile.name(learning.rule()),
                ExperimentFile.name(learning.optimiser()),
                learning.batch(),
                ExperimentFile.name(learning.feedback()),
                ExperimentFile.name(e.controller()),
                course(result));
    }

    private static String course(AuditResult result) {
        Experiment e = result.experiment();
        return String.format(
                Locale.ROOT,
                "%d networks were drawn from the root seeds %d to %d, each with its own weights, division of the data, order of samples and noise. As described, they learned from "
                        + "%d samples in %d epochs and were tested on %d; with something changed from %d samples in %d epochs, tested on %d, and were compared with the unchanged network of the same seed and course. Confidence intervals are two-sided, 95 %%, "
                        + "by Student's t over networks; they are not corrected for the number of questions. %d trainings and their first updates entered.",
                result.plan().seeds(),
                e.seed(),
                e.seed() + result.plan().seeds() - 1,
                result.training().data().orElseThrow().train(),
                result.training().learning().epochs(),
                result.training().data().orElseThrow().test(),
                result.changes().data().orElseThrow().train(),
                result.changes().learning().epochs(),
                result.changes().data().orElseThrow().test(),
                trainings(result));
    }

    private static String units(Layer layer) {
        return layer.units().map(String::valueOf).orElse("outputs");
    }

    private static int trainings(AuditResult result) {
        int all = 1 + result.full().size() + result.changed().size();
        all += result.sweeps().stream().mapToInt(s -> s.points().size()).sum();
        all += result.depths().stream()
                .mapToInt(d -> d.backprop().isEmpty() ? 1 : 2)
                .sum();
        return all * result.plan().seeds();
    }
}
