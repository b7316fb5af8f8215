package org.apical.network.synapse;

import java.util.Optional;
import org.apical.neuron.population.DendriteSynapses;
import org.apical.neuron.reduction.RateReduction;
import org.apical.neuron.transfer.TransferFunction;

/**
 * Constants a synapse shares with its whole population: how V_s and V_b stand for abstract potentials, the transfer function, and the driving forces of
 * conductances.
 *
 * <p>v = (V_s - somaOrigin) / somaScale; v* = (V_b - basalOrigin) / basalScale, the soma as the basal dendrite predicts it (physics.md 5.2).
 */
public record NeuronConstants(
        double somaOrigin,
        double somaScale,
        double basalOrigin,
        double basalScale,
        TransferFunction transfer,
        Optional<DrivingForce> driving) {

    /** Where no conductances end on basal dendrites. */
    public NeuronConstants(
            double somaOrigin, double somaScale, double basalOrigin, double basalScale, TransferFunction transfer) {
        this(somaOrigin, somaScale, basalOrigin, basalScale, transfer, Optional.empty());
    }

    /** Of an abstract unit: v is the potential, the feedforward drive its prediction. */
    public static NeuronConstants abstractUnit(TransferFunction transfer) {
        return new NeuronConstants(0, 1, 0, 1, transfer);
    }

    /** Of a compartmental neuron: V* = E_L + kappa (V_b - E_L), kappa that of the cell that the neurons of a population are taken for. */
    public static NeuronConstants of(RateReduction reduction, TransferFunction transfer, DendriteSynapses basal) {
        double kappa = reduction.kappa();
        double rest = reduction.cell().restMv();
        return new NeuronConstants(
                rest + reduction.code().offsetMv(),
                reduction.code().scaleMv(),
                rest + reduction.code().offsetMv() / kappa,
                reduction.code().scaleMv() / kappa,
                transfer,
                DrivingForce.of(basal, reduction));
    }
}
