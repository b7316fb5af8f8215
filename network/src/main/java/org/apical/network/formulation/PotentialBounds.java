package org.apical.network.formulation;

import org.apical.neuron.reduction.RateReduction;

/**
 * Within which bounds potentials mean anything: |V - rest| <= largest.
 *
 * <ul>
 *   <li>Compartments: {@value #BREAKDOWN_MV} mV. Lipid bilayers break down when 0.2 to 1 V lie across them (Weaver and Chizmadzhev 1996), so that beyond it there is
 *       no membrane left to obey the equations.
 *   <li>Abstract units: 1/sqrt(epsilon) = 2^26, epsilon = 2^-52. Beyond it rounding takes half of the digits of the difference v - v^ff that a feedback of order 1
 *       makes, and with them the update that is read from it.
 * </ul>
 *
 * A weight, a bias or a control that alone, at unit rate and unit feedback weight, leads beyond them is itself out of bounds: {@link #largestAbstract}.
 *
 * @param rest E_L (mV), or 0
 * @param largest mV, or abstract
 * @param scale mV for an abstract unit, or 1
 * @param unit mV, or empty
 */
public record PotentialBounds(double rest, double largest, double scale, String unit) {
    private static final double BREAKDOWN_MV = 1000;
    private static final double HALF_OF_THE_DIGITS = 0x1p26;

    /** Of abstract units. */
    static final PotentialBounds ABSTRACT = new PotentialBounds(0, HALF_OF_THE_DIGITS, 1, "");

    /** Of neurons. */
    static PotentialBounds of(RateReduction reduction) {
        return new PotentialBounds(
                reduction.cell().restMv(), BREAKDOWN_MV, reduction.code().scaleMv(), "mV");
    }

    /** The same in abstract units (dimensionless). */
    public double largestAbstract() {
        return largest / scale;
    }
}
