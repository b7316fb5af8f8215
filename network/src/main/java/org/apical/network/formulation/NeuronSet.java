package org.apical.network.formulation;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.network.description.ProjectionDescription;
import org.apical.network.description.Site;
import org.apical.network.description.SourceDescription;
import org.apical.network.description.SynapticWeights;
import org.apical.neuron.compartment.PyramidalCell;
import org.apical.neuron.compartment.TimeConstants;
import org.apical.neuron.compartment.TransferResistances;
import org.apical.neuron.reduction.RateCode;
import org.apical.neuron.reduction.RateReduction;
import org.apical.neuron.reduction.UnitCode;

/**
 * The neurons that carry a network: the cell, and how input, hidden and output units are coded.
 *
 * @param cell has time constants and transfer resistances within the range of numbers
 * @param input firing rates of the inputs
 * @param hidden code of the hidden layers
 * @param output code of the output layer
 */
public record NeuronSet(PyramidalCell cell, RateCode input, UnitCode hidden, UnitCode output) {

    private static final double SILENT_HZ = 1;

    public NeuronSet {
        TimeConstants.ofMs(cell);
        TransferResistances.of(cell);
    }

    /** The reduction of a layer of the network, counted from 0. */
    public RateReduction reduction(NetworkDescription network, int layer) {
        return RateReduction.of(cell, layer == network.layers() - 1 ? output : hidden);
    }

    /** Code of the rates that arrive at a layer, counted from 0. */
    public RateCode presynapticCode(int layer) {
        return layer == 0 ? input : hidden.rates();
    }

    /** Codes of the input and of every layer of the network, L + 1. */
    public List<RateCode> rateCodes(NetworkDescription network) {
        return Stream.concat(
                        IntStream.range(0, network.layers()).mapToObj(this::presynapticCode), Stream.of(output.rates()))
                .toList();
    }

    /** Code of a source: 1 stands for its firing rate; of one that is silent, which never sends it, for {@value #SILENT_HZ} Hz. */
    static RateCode code(SourceDescription source) {
        return new RateCode(0, source.rateHz() > 0 ? source.rateHz() : SILENT_HZ);
    }

    /** What one unit of weight is as a current: pA per Hz, or pA per spike. */
    @FunctionalInterface
    interface SynapticUnit {
        /** Multiplies pA per Hz; {@code neurons} of a presynaptic unit, at a synapse on the given dendrites. */
        double factor(int neurons, Site site);

        /** Rates are sent: pA per Hz. */
        SynapticUnit RATES = (neurons, site) -> 1;
    }

    /**
     * Weights as currents (physics.md 5.1, 5.4): basal pA per presynaptic Hz, scale W / (R_sb nu_1); bias (scale b + offset) / R_sb less the
     * current of the presynaptic baselines; apical pA per unit of control, scale Q / R_sa.
     *
     * @param neurons neurons of a unit
     */
    SynapticWeights map(NetworkDescription network, NetworkWeights weights, int neurons, SynapticUnit unit) {
        int layers = network.layers();
        double[][] forward = new double[layers][];
        double[][] bias = new double[layers][];
        double[][] feedback = new double[layers][];
        for (int l = 0; l < layers; l++) {
            RateReduction reduction = reduction(network, l);
            forward[l] = scaled(weights.forward(l), forwardPicoA(network, l, neurons, unit));
            feedback[l] = scaled(weights.feedback(l), reduction.apicalPicoAPerFeedback());
            bias[l] = scaled(weights.bias(l), reduction.basalPicoAPerDrive());
            add(-1, baselinePicoA(network, weights, l), bias[l]);
        }
        double[][] others = new double[network.others().size()][];
        for (int k = 0; k < others.length; k++) {
            others[k] = scaled(weights.other(k), otherPicoA(network, k, neurons, unit));
        }
        return new SynapticWeights(network, forward, bias, feedback, others);
    }

    /** Currents as weights: the inverse of {@link #map}. */
    NetworkWeights abstractWeights(
            NetworkDescription network, SynapticWeights weights, int neurons, SynapticUnit unit) {
        NetworkWeights result = NetworkWeights.zero(network);
        for (int k = 0; k < network.others().size(); k++) {
            add(1 / otherPicoA(network, k, neurons, unit), weights.other(k).byUnit(), result.other(k));
        }
        for (int l = 0; l < network.layers(); l++) {
            RateReduction reduction = reduction(network, l);
            add(1 / forwardPicoA(network, l, neurons, unit), weights.forward(l).byUnit(), result.forward(l));
            add(1 / reduction.apicalPicoAPerFeedback(), weights.feedback(l), result.feedback(l));
            add(1 / reduction.basalPicoAPerDrive(), weights.bias(l), result.bias(l));
            add(1 / reduction.basalPicoAPerDrive(), baselinePicoA(network, result, l), result.bias(l));
        }
        return result;
    }

    private double forwardPicoA(NetworkDescription network, int l, int neurons, SynapticUnit unit) {
        double perHz =
                reduction(network, l).basalPicoAPerDrive() / presynapticCode(l).gainHz();
        return perHz * unit.factor(neurons, Site.BASAL);
    }

    private double otherPicoA(NetworkDescription network, int k, int neurons, SynapticUnit unit) {
        ProjectionDescription projection = network.others().get(k);
        RateReduction to = reduction(network, network.layer(projection.to()));
        double perUnit = projection.site() == Site.BASAL ? to.basalPicoAPerDrive() : to.apicalPicoAPerFeedback();
        int source = network.source(projection.from());
        int presynaptic = source >= 0 ? network.sources().get(source).neurons() : neurons;
        return perUnit / code(network, projection).gainHz() * unit.factor(presynaptic, projection.site());
    }

    private RateCode code(NetworkDescription network, ProjectionDescription projection) {
        int source = network.source(projection.from());
        if (source >= 0) {
            return code(network.sources().get(source));
        }
        return network.layer(projection.from()) == network.layers() - 1 ? output.rates() : hidden.rates();
    }

    /** Basal current (pA) of the presynaptic baseline rates of a layer's units, less the current at which v = 0. */
    private double[] baselinePicoA(NetworkDescription network, NetworkWeights weights, int l) {
        RateReduction reduction = reduction(network, l);
        double[] picoA = new double[network.units(l)];
        addBaseline(reduction, presynapticCode(l), weights.forward(l), picoA);
        for (int k = 0; k < network.others().size(); k++) {
            ProjectionDescription other = network.others().get(k);
            if (network.layer(other.to()) == l && other.site() == Site.BASAL) {
                addBaseline(reduction, code(network, other), weights.other(k), picoA);
            }
        }
        for (int i = 0; i < picoA.length; i++) {
            picoA[i] -= reduction.basalOffsetPicoA();
        }
        return picoA;
    }

    private static void addBaseline(RateReduction reduction, RateCode code, double[] weights, double[] picoA) {
        double picoAPerWeight = reduction.basalPicoAPerDrive() / code.gainHz() * code.baselineHz();
        int columns = weights.length / picoA.length;
        for (int i = 0; i < picoA.length; i++) {
            picoA[i] += picoAPerWeight * rowSum(weights, i, columns);
        }
    }

    private static void add(double factor, double[] x, double[] sum) {
        for (int k = 0; k < x.length; k++) {
            sum[k] += factor * x[k];
        }
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
