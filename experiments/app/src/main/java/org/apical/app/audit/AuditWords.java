package org.apical.app.audit;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apical.app.check.Check;
import org.apical.app.study.Spread;
import org.apical.app.text.Numbers;
import org.apical.network.synapse.Quantity;
import org.apical.network.synapse.Reading;

/** Facts in words and numbers for people. */
final class AuditWords {
    static final String NOTHING = "–";

    private AuditWords() {}

    /** What exists at a synapse. */
    static String of(Quantity quantity) {
        return switch (quantity) {
            case PRESYNAPTIC_TRACE -> "presynaptic trace";
            case PRESYNAPTIC_SPIKES -> "presynaptic spikes";
            case SOMATIC_POTENTIAL -> "V of the own soma";
            case LOCAL_POTENTIAL -> "V of the own dendrite";
            case OUTPUT -> "own output";
            case OWN_SPIKES -> "own spikes";
            case OWN_EVENTS -> "own events (single spikes, first of a burst)";
            case OWN_BURSTS -> "own bursts (second spike within 16 ms)";
            case SOMATIC_INHIBITION -> "inhibition of the soma";
            case WEIGHT -> "the weight itself";
            case POPULATION_CONSTANTS -> "population constants";
        };
    }

    /** How a quantity is read. */
    static String of(List<Reading> readings) {
        return readings.stream().map(Reading::words).collect(Collectors.joining("; "));
    }

    /** A window of time: "since start" where it is kept throughout. */
    static String window(double ms) {
        if (Double.isNaN(ms)) {
            return NOTHING;
        }
        return Double.isInfinite(ms) ? "since start" : plain(ms) + " ms";
    }

    /** A share as per cent, one decimal. */
    static String percent(double share) {
        return Double.isNaN(share) ? NOTHING : String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }

    /** A cosine, or another number of order one. */
    static String cosine(double x) {
        return Double.isNaN(x) ? NOTHING : String.format(Locale.ROOT, "%.3f", x);
    }

    /** Three significant digits, small numbers as a power of ten. */
    static String number(double x) {
        if (Double.isNaN(x)) {
            return NOTHING;
        }
        return x == 0 || Math.abs(x) >= 0.001 ? String.format(Locale.ROOT, "%.3g", x) : Check.number(x);
    }

    /** As many digits as it needs. */
    static String plain(double x) {
        String text = String.format(Locale.ROOT, "%.4f", x);
        return text.replaceAll("0+$", "").replaceAll("\\.$", "");
    }

    /** A mean with its 95 % confidence interval over seeds. */
    static String interval(Spread x, int decimals, String unit) {
        if (Double.isNaN(x.mean())) {
            return NOTHING;
        }
        String mean = fixed(decimals, x.mean()) + unit;
        return Double.isNaN(x.halfWidth())
                ? mean
                : mean + " [95 % CI " + fixed(decimals, x.low()) + " to " + fixed(decimals, x.high()) + "]";
    }

    /** How long was learned from how much. */
    static String course(int epochs, int samples) {
        return epochs + (epochs == 1 ? " epoch of " : " epochs of ") + samples + " samples";
    }

    /** A mean alone. */
    static String mean(Spread x, int decimals) {
        return Double.isNaN(x.mean()) ? NOTHING : fixed(decimals, x.mean());
    }

    /** Mean and standard deviation. */
    static String spread(Spread x, String format) {
        return Double.isNaN(x.mean()) ? NOTHING : x.text(format);
    }

    /** Without a minus before zero. */
    private static String fixed(int decimals, double x) {
        String text = Numbers.fixed(decimals, x);
        return text.matches("-0\\.?0*") ? text.substring(1) : text;
    }
}
