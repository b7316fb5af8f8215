package org.apical.app.audit;

import java.util.List;
import java.util.stream.IntStream;
import org.apical.app.study.Spread;

/** Test accuracies of trainings over networks (%); a network that diverged counts as guessing. */
record Scores(AuditResult result) {
    static final double PERCENT = 100;

    /** By seed. */
    double[] of(List<Trained> trained) {
        return trained.stream()
                .mapToDouble(t -> PERCENT * Sweep.score(t, result.chance()))
                .toArray();
    }

    /** Over seeds. */
    Spread over(List<Trained> trained) {
        return Spread.of(of(trained));
    }

    /** Points by which the first is better, seed by seed. */
    Spread better(List<Trained> first, List<Trained> second) {
        double[] x = of(first);
        double[] y = of(second);
        return Spread.of(
                IntStream.range(0, x.length).mapToDouble(k -> x[k] - y[k]).toArray());
    }

    /** How many diverged, in words that end a sentence; empty if none did. */
    static String diverged(List<Trained> trained) {
        long count = trained.stream().filter(Trained::diverged).count();
        return count == 0 ? "" : "; diverged in " + count + " of " + trained.size() + " networks, counted as guessing";
    }

    /** A share as per cent. */
    static Spread percent(Spread share) {
        return new Spread(PERCENT * share.mean(), PERCENT * share.deviation(), share.size());
    }
}
