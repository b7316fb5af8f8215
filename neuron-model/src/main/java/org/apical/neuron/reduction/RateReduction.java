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
 * @param cell the neuron
 * @param resistances its transfer resistances
 * @param code how it carries a unit
 */
public record RateReduction(PyramidalCell cell, TransferResistances resistances, UnitCode code) {

    /** The reduction of a neuron under a code. */
    public static RateReduction of(PyramidalCell cell, UnitCode code) {
        return new RateReduction(cell, TransferResistances.of(cell), code);
    }

    /** Basal current (pA) per unit of abstract drive. */
    public double basalPicoAPerDrive() {
        return code.scaleMv() / resistances.somaBasal();
    }

    /** Basal current (pA) that holds the soma at v = 0. */
    public double basalOffsetPicoA() {
        return code.offsetMv() / resistances.somaBasal();
    }

    /** Apical current (pA) per unit of abstract feedback Q u. */
    public double apicalPicoAPerFeedback() {
        return code.scaleMv() / resistances.somaApical();
    }

    /** The abstract potential v of a somatic potential (mV). */
    public double abstractPotential(double somaMv) {
        return (somaMv - cell.restMv() - code.offsetMv()) / code.scaleMv();
    }

    /** The abstract potential v* that a basal potential (mV) predicts for the soma. */
    public double predictedPotential(double basalMv) {
        return abstractPotential(cell.restMv() + resistances.basalAttenuation() * (basalMv - cell.restMv()));
    }

    /**
     * The abstract potential of a soma without spikes behind these dendrites, with dendrite-to-soma coupling: v* + R_sa / R_aa (V_a - E_L) /
     * scale, exact in the steady state.
     */
    public double freePotential(double basalMv, double apicalMv) {
        double fromApical = resistances.somaApical() / resistances.apicalApical() * (apicalMv - cell.restMv());
        return predictedPotential(basalMv) + fromApical / code.scaleMv();
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

    /** Steady apical potential (mV) of an abstract feedback Q u, without basal drive. */
    public double apicalMv(double feedback) {
        return cell.restMv() + resistances.apicalApical() * apicalPicoAPerFeedback() * feedback;
    }
}
