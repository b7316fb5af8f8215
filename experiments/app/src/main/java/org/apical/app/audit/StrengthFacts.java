package org.apical.app.audit;

/**
 * How strongly feedback drives a layer, over samples and the controlled phase, beside its basal input.
 *
 * @param layer its name
 * @param basal rms of what the basal dendrite predicts for the soma, v* (units of v)
 * @param apical rms of what the apical dendrite adds to it, v - v* (units of v)
 * @param basalMv the former as a depolarisation from v = 0 (mV); NaN for abstract units
 * @param apicalMv the latter (mV); NaN for abstract units
 * @param lowestHz lowest rate of its units (Hz); NaN for abstract units and for spikes
 */
public record StrengthFacts(
        String layer, double basal, double apical, double basalMv, double apicalMv, double lowestHz) {

    /** Apical relative to basal. */
    public double ratio() {
        return apical / basal;
    }
}
