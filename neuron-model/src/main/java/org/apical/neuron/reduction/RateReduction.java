package org.apical.neuron.reduction;

import org.apical.neuron.compartment.PyramidalCell;
import org.apical.neuron.compartment.TransferResistances;

/**
 * The reduction of compartments to the abstract equations, and back (physics.md 5):
 *
 * <pre>
 * V_s - E_L = R_sb I_b + R_sa I_a = offset + scale v
 * I_b = (scale (W r + b) + offset) / R_sb        I_a = scale Q u / R_sa
 * V*  = E_L + kappa (V_b - E_L), kappa = R_sb / R_bb       v* = (V* - E_L - offset) / scale
 * </pre>
 *
 * Where synapses are not mapped onto the cell, the currents are those with the transfer resistances of another, and so may be the kappa by which the dendrite predicts the soma.
 *
 * @param cell the neuron
 * @param resistances its transfer resistances
 * @param code how it carries a unit
 * @param mappedBasal R_sb (mV/pA) by which basal currents are mapped: that of the cell, or of another
 * @param mappedApical R_sa (mV/pA) by which apical currents are mapped
 * @param kappa by which V_b predicts V_s: that of the cell, or of another
 */
public record RateReduction(
        PyramidalCell cell,
        TransferResistances resistances,
        UnitCode code,
        double mappedBasal,
        double mappedApical,
        double kappa) {

    /** The reduction of a neuron under a code, currents mapped onto it. */
    public static RateReduction of(PyramidalCell cell, UnitCode code) {
        TransferResistances own = TransferResistances.of(cell);
        return new RateReduction(cell, own, code, own.somaBasal(), own.somaApical(), own.basalAttenuation());
    }

    /** The same with the currents of another cell into the basal, or the apical, dendrites. */
    public RateReduction mapped(PyramidalCell other, boolean basal, boolean apical) {
        TransferResistances r = TransferResistances.of(other);
        return new RateReduction(
                cell,
                resistances,
                code,
                basal ? r.somaBasal() : mappedBasal,
                apical ? r.somaApical() : mappedApical,
                kappa);
    }

    /** The same with currents into all dendrites, and the prediction of the soma, of a cell that this one is taken for. */
    public RateReduction takenFor(PyramidalCell other) {
        RateReduction mapped = mapped(other, true, true);
        return new RateReduction(
                cell,
                resistances,
                code,
                mapped.mappedBasal,
                mapped.mappedApical,
                TransferResistances.of(other).basalAttenuation());
    }

    /** R_sb over that by which basal currents are mapped: what a unit of abstract drive moves v by, 1 where they are mapped onto the cell. */
    public double basalShare() {
        return resistances.somaBasal() / mappedBasal;
    }

    /** R_sa over that by which apical currents are mapped: what a unit of Q u moves v by. */
    public double apicalShare() {
        return resistances.somaApical() / mappedApical;
    }

    /** Basal current (pA) per unit of abstract drive. */
    public double basalPicoAPerDrive() {
        return code.scaleMv() / mappedBasal;
    }

    /** Basal current (pA) that holds the soma at v = 0. */
    public double basalOffsetPicoA() {
        return code.offsetMv() / mappedBasal;
    }

    /** Apical current (pA) per unit of abstract feedback Q u. */
    public double apicalPicoAPerFeedback() {
        return code.scaleMv() / mappedApical;
    }

    /**
     * The weight (pA) that a spike of one of N presynaptic neurons adds to a basal current of decay tau_b, for an abstract weight W onto the rate
     * r of a unit: W^syn = W scale / (R_sb tau_b nu_1 N), tau_b in s.
     *
     * @param presynaptic how the presynaptic unit codes r
     */
    public double basalPicoAPerSpike(double weight, RateCode presynaptic, double tauMs, int neurons) {
        return weight * basalPicoAPerDrive() / perSpike(presynaptic.gainHz(), tauMs, neurons);
    }

    /** The abstract weight W of a basal weight (pA per spike): the way back. */
    public double abstractWeight(double picoAPerSpike, RateCode presynaptic, double tauMs, int neurons) {
        return picoAPerSpike * perSpike(presynaptic.gainHz(), tauMs, neurons) / basalPicoAPerDrive();
    }

    /** The same for feedback: the weight (pA) of a spike of one of N controller neurons that fire at gainHz per unit of control, for an abstract Q. */
    public double apicalPicoAPerSpike(double weight, double gainHz, double tauMs, int neurons) {
        return weight * apicalPicoAPerFeedback() / perSpike(gainHz, tauMs, neurons);
    }

    /** The abstract Q of an apical weight (pA per spike): the way back. */
    public double abstractFeedbackWeight(double picoAPerSpike, double gainHz, double tauMs, int neurons) {
        return picoAPerSpike * perSpike(gainHz, tauMs, neurons) / apicalPicoAPerFeedback();
    }

    /** Mean current per pA of weight and unit of r: nu_1 N tau. */
    private static double perSpike(double gainHz, double tauMs, int neurons) {
        return gainHz * neurons * tauMs / 1000;
    }

    /** The abstract potential v of a somatic potential (mV). */
    public double abstractPotential(double somaMv) {
        return (somaMv - cell.restMv() - code.offsetMv()) / code.scaleMv();
    }

    /** The abstract potential v* that a basal potential (mV) predicts for the soma. */
    public double predictedPotential(double basalMv) {
        return abstractPotential(cell.restMv() + kappa * (basalMv - cell.restMv()));
    }

    /**
     * The abstract potential of a soma without spikes behind these dendrites, with dendrite-to-soma coupling: v* + R_sa / R_aa (V_a - E_L) /
     * scale, exact in the steady state.
     */
    public double freePotential(double basalMv, double apicalMv) {
        double fromApical = resistances.somaApical() / resistances.apicalApical() * (apicalMv - cell.restMv());
        double fromBasal = resistances.basalAttenuation() * (basalMv - cell.restMv());
        return abstractPotential(cell.restMv() + fromBasal) + fromApical / code.scaleMv();
    }

    /** Somatic potential (mV) of an abstract v. */
    public double somaMv(double v) {
        return cell.restMv() + code.offsetMv() + code.scaleMv() * v;
    }

    /** Steady basal potential (mV) of an abstract feedforward drive W r + b, without feedback. */
    public double basalMv(double drive) {
        double picoA = basalOffsetPicoA() + basalPicoAPerDrive() * drive;
        return cell.restMv() + resistances.basalBasal() * picoA;
    }

    /** Basal potential (mV) at which v = 0, without feedback. */
    public double workingBasalMv() {
        return basalMv(0);
    }

    /** Apical potential (mV) at which v = 0, without feedback. */
    public double workingApicalMv() {
        return cell.restMv() + resistances.apicalBasal() * basalOffsetPicoA();
    }

    /** Steady apical potential (mV) of an abstract feedback Q u, without basal drive. */
    public double apicalMv(double feedback) {
        return cell.restMv() + resistances.apicalApical() * apicalPicoAPerFeedback() * feedback;
    }
}
