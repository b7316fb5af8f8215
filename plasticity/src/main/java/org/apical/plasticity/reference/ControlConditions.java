package org.apical.plasticity.reference;

/**
 * How a controlled equilibrium stands to the conditions of least control, means over the samples that have one.
 *
 * @param conditionTwo ||P_J Q||_F / ||Q||_F at the controlled state; not a number where feedback is not direct
 * @param outsideRowSpace |(I - P_J) psi| / |psi| at the controlled state; 0 where the control is optimal
 * @param norm |psi|
 * @param leastNorm |psi| of the optimal control of the same samples
 * @param saturated share of hidden units with a slope phi' below 0.1 under control
 * @param largestRealEigenvalue of the closed loop at the controlled state (1/tau_u), the largest over samples
 * @param stable share of samples whose equilibrium is stable
 * @param unsettled share of samples for which none was found
 */
public record ControlConditions(
        double conditionTwo,
        double outsideRowSpace,
        double norm,
        double leastNorm,
        double saturated,
        double largestRealEigenvalue,
        double stable,
        double unsettled) {

    /** Its numbers in their order, to be kept. */
    public double[] numbers() {
        return new double[] {
            conditionTwo, outsideRowSpace, norm, leastNorm, saturated, largestRealEigenvalue, stable, unsettled
        };
    }

    /** Of its numbers. */
    public static ControlConditions of(double[] n) {
        return new ControlConditions(n[0], n[1], n[2], n[3], n[4], n[5], n[6], n[7]);
    }
}
