package org.apical.network.formulation;

import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.network.description.SynapticWeights;
import org.apical.neuron.compartment.PyramidalCell;
import org.apical.neuron.reduction.RateCode;
import org.apical.neuron.reduction.RateReduction;
import org.apical.neuron.reduction.UnitCode;

/**
 * The neurons that carry a network: the cell, and how input, hidden and output units are coded.
 *
 * @param input firing rates of the inputs
 * @param hidden code of the hidden layers
 * @param output code of the output layer
 */
public record NeuronSet(PyramidalCell cell, RateCode input, UnitCode hidden, UnitCode output) {

    /** The reduction of a layer of the network, counted from 0. */
    public RateReduction reduction(NetworkDescription network, int layer) {
        return RateReduction.of(cell, layer == network.layers() - 1 ? output : hidden);
    }

    /** Code of the rates that arrive at a layer, counted from 0. */
    public RateCode presynapticCode(int layer) {
        return layer == 0 ? input : hidden.rates();
    }

    /**
     * Weights as currents (physics.md 5.1, 5.4): basal pA per presynaptic Hz, scale W / (R_sb nu_1); bias (scale b + offset) / R_sb less the
     * current of the presynaptic baselines; apical pA per unit of control, scale Q / R_sa.
     *
     * @param basalFactor multiplies the basal weights: 1 for pA per Hz, 1000 / (N tau_b) for pA per spike of one of N neurons
     */
    SynapticWeights map(NetworkDescription network, NetworkWeights weights, double basalFactor) {
        int layers = network.layers();
        double[][] forward = new double[layers][];
        double[][] bias = new double[layers][];
        double[][] feedback = new double[layers][];
        for (int l = 0; l < layers; l++) {
            RateReduction reduction = reduction(network, l);
            RateCode code = presynapticCode(l);
            double picoAPerHz = reduction.basalPicoAPerDrive() / code.gainHz();
            forward[l] = scaled(weights.forward(l), picoAPerHz * basalFactor);
            feedback[l] = scaled(weights.feedback(l), reduction.apicalPicoAPerFeedback());
            bias[l] = scaled(weights.bias(l), reduction.basalPicoAPerDrive());
            int pre = network.presynapticUnits(l);
            for (int i = 0; i < network.units(l); i++) {
                double baseline = rowSum(weights.forward(l), i, pre);
                bias[l][i] += reduction.basalOffsetPicoA() - picoAPerHz * code.baselineHz() * baseline;
            }
        }
        return new SynapticWeights(forward, bias, feedback);
    }

    /** Currents as weights: the inverse of {@link #map}. */
    NetworkWeights abstractWeights(NetworkDescription network, SynapticWeights weights, double basalFactor) {
        int layers = network.layers();
        double[][] forward = new double[layers][];
        double[][] bias = new double[layers][];
        double[][] feedback = new double[layers][];
        for (int l = 0; l < layers; l++) {
            RateReduction reduction = reduction(network, l);
            RateCode code = presynapticCode(l);
            double picoAPerHz = reduction.basalPicoAPerDrive() / code.gainHz();
            forward[l] = scaled(weights.forward(l), 1 / (picoAPerHz * basalFactor));
            feedback[l] = scaled(weights.feedback(l), 1 / reduction.apicalPicoAPerFeedback());
            bias[l] = new double[network.units(l)];
            for (int i = 0; i < bias[l].length; i++) {
                double baseline = rowSum(forward[l], i, network.presynapticUnits(l));
                double offset = reduction.basalOffsetPicoA() - picoAPerHz * code.baselineHz() * baseline;
                bias[l][i] = (weights.bias(l)[i] - offset) / reduction.basalPicoAPerDrive();
            }
        }
        return NetworkWeights.of(network, l -> forward[l], l -> bias[l], l -> feedback[l]);
    }

    private static double rowSum(double[] matrix, int row, int columns) {
        double sum = 0;
        for (int j = 0; j < columns; j++) {
            sum += matrix[row * columns + j];
        }
        return sum;
    }

    private static double[] scaled(double[] x, double factor) {
        double[] y = new double[x.length];
        for (int k = 0; k < x.length; k++) {
            y[k] = factor * x[k];
        }
        return y;
    }
}
