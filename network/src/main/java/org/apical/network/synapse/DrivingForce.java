package org.apical.network.synapse;

import java.util.Optional;
import org.apical.neuron.population.DendriteSynapses;
import org.apical.neuron.population.DendriteSynapses.Synaptic;
import org.apical.neuron.reduction.RateReduction;

/**
 * How much a conductance on the basal dendrite moves its potential, relative to the working point V_0, at which v = 0: the driving forces (dimensionless)
 *
 * <pre>
 * D_E(V) = (E_E - V) / (E_E - V_0)     excitation
 * D_I(V) = (V - E_I) / (V_0 - E_I)     inhibition
 * </pre>
 *
 * since dV_b/dg = R (E - V_b) of a conductance g (Urbanczik and Senn 2014; physics.md 5.8).
 *
 * @param excitatoryMv E_E (mV)
 * @param inhibitoryMv E_I (mV), below V_0
 * @param workingMv V_0 (mV), below E_E
 */
public record DrivingForce(double excitatoryMv, double inhibitoryMv, double workingMv) {

    /** Of the synapses on basal dendrites; empty of currents, which the potential does not change. */
    static Optional<DrivingForce> of(DendriteSynapses basal, RateReduction reduction) {
        double workingMv = reduction.workingBasalMv();
        double[] reversal = new double[2];
        for (Synaptic synaptic : basal.held("b", "basal", workingMv)) {
            if (synaptic.input().reversal().isEmpty()) {
                return Optional.empty();
            }
            reversal[synaptic.sign()] = synaptic.input().reversal().getAsDouble();
        }
        return Optional.of(new DrivingForce(reversal[0], reversal[1], workingMv));
    }

    /** D_E, at a potential (mV). */
    public double excitatory(double mv) {
        return (excitatoryMv - mv) / (excitatoryMv - workingMv);
    }

    /** D_I, at a potential (mV). */
    public double inhibitory(double mv) {
        return (mv - inhibitoryMv) / (workingMv - inhibitoryMv);
    }
}
