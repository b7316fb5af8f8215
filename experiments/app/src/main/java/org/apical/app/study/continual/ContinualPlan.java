package org.apical.app.study.continual;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What {@link ContinualStudy} runs.
 *
 * @param firstSeed root of the first repetition, the next number that of the next
 * @param repetitions networks of each kind, each with its own weights, split and order of samples
 * @param train images learned from, of all tasks together
 * @param test images held out
 * @param runs what learns what
 */
public record ContinualPlan(long firstSeed, int repetitions, int train, int test, List<Run> runs) {

    /** One kind of run. */
    record Run(ContinualProtocol protocol, ContinualMethod method, ContinualSettings settings) {
        /** For people. */
        String title() {
            return method.title() + ", rate " + rate();
        }

        /** For programs. */
        String id() {
            return method.name().toLowerCase(Locale.ROOT) + "/" + rate();
        }

        private String rate() {
            return BigDecimal.valueOf(settings.learningRate())
                    .stripTrailingZeros()
                    .toPlainString();
        }
    }

    /** Roots of repetitions of one seed lie apart from those of the next. */
    private static final long SEEDS = 1000;
    /** Chosen on seeds 1 and 2, which are not among these: 0.01 and more lets lateral synapses take over what forward ones should learn. */
    private static final double LATERAL_RATE = 3e-3;

    private static final double QUICK_RATE = 3e-3;
    private static final List<Double> RATES = List.of(3e-4, 1e-3, 3e-3);
    private static final double COMPARTMENTS_RATE = 1e-3;

    public ContinualPlan {
        runs = List.copyOf(runs);
    }

    static ContinualPlan of(long seed, boolean quick) {
        List<Run> runs = new ArrayList<>();
        for (ContinualMethod method : ContinualMethod.values()) {
            if (quick && method.compartments()) {
                continue;
            }
            List<Double> all = method.compartments() ? List.of(COMPARTMENTS_RATE) : RATES;
            for (double rate : quick ? List.of(QUICK_RATE) : all) {
                runs.add(new Run(ContinualProtocol.DOMAIN, method, settings(rate, quick)));
            }
        }
        return new ContinualPlan(SEEDS * seed, quick ? 1 : 4, quick ? 600 : 1297, quick ? 200 : 500, runs);
    }

    /** Hidden layers and active shares as published for this protocol. */
    private static ContinualSettings settings(double learningRate, boolean quick) {
        return new ContinualSettings(
                List.of(20, 20), List.of(0.6, 0.2), quick ? 8 : 12, quick ? 16 : 32, learningRate, LATERAL_RATE);
    }
}
