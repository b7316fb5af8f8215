package org.apical.app.experiment;

import java.util.List;
import java.util.Optional;
import org.apical.neuron.parameter.Key;
import org.apical.neuron.parameter.Require;
import org.apical.neuron.soma.SomaDescription;

/**
 * Within which potentials are taken to stay (mV): between the reversal of inhibition, and of dendrites half depolarised, of somata {@value #ABOVE_THRESHOLD_MV} mV above
 * threshold. Of somata without one theta = {@value #SOFT_THRESHOLD_MV} mV counts, at which the escape noise of Urbanczik and Senn 2014 is half-way.
 */
public record PotentialRanges(
        @Key("V_s; default: from -85 to 5 mV above the threshold of the soma, -55 where it has none")
        Optional<Range> somaMv,

        @Key(value = "V_b", or = "[-85, -20]") Range basalMv,
        @Key(value = "V_a", or = "[-85, -20]") Range apicalMv) {
    private static final double LOWEST_MV = -85;
    private static final double HIGHEST_MV = -20;
    private static final double ABOVE_THRESHOLD_MV = 5;
    private static final double SOFT_THRESHOLD_MV = -55;

    /** Where a file states none. */
    static final PotentialRanges USUAL =
            new PotentialRanges(Optional.empty(), new Range(LOWEST_MV, HIGHEST_MV), new Range(LOWEST_MV, HIGHEST_MV));

    /** Of soma, basal and apical dendrite. */
    public List<Range> of(SomaDescription soma) {
        double highest = soma.threshold().orElse(SOFT_THRESHOLD_MV) + ABOVE_THRESHOLD_MV;
        return List.of(somaMv.orElseGet(() -> new Range(LOWEST_MV, highest)), basalMv, apicalMv);
    }

    /** From the lowest to the highest potential (mV), both inside. */
    public record Range(
            @Key("lowest") double lowestMv, @Key("highest") double highestMv) {
        public Range {
            Require.finite("Range.lowestMv", lowestMv, "mV");
            Require.that(
                    Double.isFinite(highestMv) && highestMv > lowestMv,
                    "Range.highestMv",
                    "must be above lowestMv = " + lowestMv + " mV",
                    highestMv);
        }

        /** Whether a potential (mV) lies inside; what is not a number does not. */
        public boolean contains(double mv) {
            return mv >= lowestMv && mv <= highestMv;
        }
    }
}
