package org.apical.network.ensemble;

import org.apical.neuron.parameter.Require;

/**
 * How the neurons of an ensemble differ: maximal rates and intercepts are drawn uniformly, independently of each other (Eliasmith and Anderson
 * 2003).
 *
 * @param smallestMaximalHz smallest rate at the preferred end of the radius (Hz)
 * @param largestMaximalHz largest such rate (Hz), below 1000 / t_ref
 * @param lowestIntercept lower end of the intercepts, in units of the radius, >= -1
 * @param highestIntercept their upper end, in units of the radius, <= 1; beyond its intercept a neuron fires
 * @param membrane the same for all
 */
public record TuningParams(
        double smallestMaximalHz,
        double largestMaximalHz,
        double lowestIntercept,
        double highestIntercept,
        LifMembrane membrane) {

    public TuningParams {
        Require.positive("TuningParams.smallestMaximalHz", smallestMaximalHz, "Hz");
        Require.positive("TuningParams.largestMaximalHz", largestMaximalHz, "Hz");
        Require.that(
                smallestMaximalHz <= largestMaximalHz,
                "TuningParams.smallestMaximalHz",
                "must be at most largestMaximalHz = " + largestMaximalHz + " Hz",
                smallestMaximalHz);
        Require.that(
                largestMaximalHz * membrane.refractoryMs() < 1000,
                "TuningParams.largestMaximalHz",
                "must be below 1000 / refractoryMs = " + 1000 / membrane.refractoryMs() + " Hz",
                largestMaximalHz);
        Require.that(
                lowestIntercept >= -1 && lowestIntercept < 1,
                "TuningParams.lowestIntercept",
                "must be in [-1, 1), in units of the radius",
                lowestIntercept);
        Require.that(
                highestIntercept > lowestIntercept && highestIntercept <= 1,
                "TuningParams.highestIntercept",
                "must be above lowestIntercept = " + lowestIntercept + " and at most 1, in units of the radius",
                highestIntercept);
    }

    /** 200 to 400 Hz, intercepts in (-1, 1), tau_RC 20 ms, t_ref 2 ms. */
    public static TuningParams standard() {
        return new TuningParams(200, 400, -1, 1, LifMembrane.standard());
    }
}
