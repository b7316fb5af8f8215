package org.apical.network.formulation;

import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;
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
import org.apical.neuron.parameter.Require;
import org.apical.neuron.parameter.Sizes;
import org.apical.neuron.population.DendriteSynapses;
import org.apical.neuron.population.LayerSynapses;
import org.apical.neuron.reduction.RateCode;
import org.apical.neuron.reduction.RateReduction;
import org.apical.neuron.reduction.UnitCode;

/**
 * The neurons that carry a network: cells, synapses, and how input, hidden and output units are coded. Cells have time constants and transfer resistances within the
 * range of numbers.
 *
 * @param input firing rates of the inputs
 * @param hidden of hidden layers
 * @param output of the output layer
 * @param own of layers that have neurons of their own, by their numbers, counted from 0
 */
public record NeuronSet(RateCode input, LayerNeurons hidden, LayerNeurons output, Map<Integer, LayerNeurons> own) {

    private static final double SILENT_HZ = 1;

    public NeuronSet {
        own = Map.copyOf(own);
        Stream.concat(Stream.of(hidden, output), own.values().stream())
                .forEach(layer -> TimeConstants.ofMs(layer.reduction().cell()));
    }

    /** One cell with current synapses, and codes of hidden and output units. */
    public NeuronSet(PyramidalCell cell, RateCode input, UnitCode hidden, UnitCode output) {
        this(
                input,
                LayerNeurons.of(RateReduction.of(cell, hidden)),
                LayerNeurons.of(RateReduction.of(cell, output)),
                Map.of());
    }

    /** The neurons of a layer of the network, counted from 0. */
    public LayerNeurons layer(NetworkDescription network, int layer) {
        LayerNeurons common = layer == network.layers() - 1 ? output : hidden;
        return own.getOrDefault(layer, common);
    }

    /** Throws unless layers whose units differ say so of each of their units. */
    void requireUnits(NetworkDescription network) {
        for (int l = 0; l < network.layers(); l++) {
            int described = layer(network, l).own().size();
            Require.that(
                    described == 0 || described == network.units(l),
                    "neurons of layer " + network.chain().get(l).name(),
                    "must be one for each of " + network.units(l) + " units",
                    described);
        }
    }

    /** The reduction of a layer of the network, counted from 0. */
    public RateReduction reduction(NetworkDescription network, int layer) {
        return layer(network, layer).reduction();
    }

    /** Code of the rates that arrive at a layer, counted from 0. */
    public RateCode presynapticCode(NetworkDescription network, int layer) {
        return layer == 0 ? input : reduction(network, layer - 1).code().rates();
    }

    /** Codes of the input and of every layer of the network, L + 1. */
    public List<RateCode> rateCodes(NetworkDescription network) {
        return IntStream.rangeClosed(0, network.layers())
                .mapToObj(l -> presynapticCode(network, l))
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
     * current of the presynaptic baselines; apical pA per unit of control, scale Q / R_sa. Onto conductances first what excites, then what inhibits, the currents
     * that they carry at the working point of the dendrite.
     *
     * @param neurons of a unit of a layer, or of the input, layer -1
     */
    SynapticWeights map(
            NetworkDescription network, NetworkWeights weights, IntUnaryOperator neurons, SynapticUnit unit) {
        int layers = network.layers();
        double[][] forward = new double[layers][];
        double[][] bias = new double[layers][];
        double[][] feedback = new double[layers][];
        for (int l = 0; l < layers; l++) {
            RateReduction reduction = reduction(network, l);
            forward[l] = onto(
                    layer(network, l).synapses().basal(),
                    scaled(weights.forward(l), forwardPicoA(network, l, neurons, unit)));
            feedback[l] = scaled(weights.feedback(l), reduction.apicalPicoAPerFeedback());
            bias[l] = scaled(weights.bias(l), reduction.basalPicoAPerDrive());
            add(-1, baselinePicoA(network, weights, l), bias[l]);
        }
        double[][] others = new double[network.others().size()][];
        for (int k = 0; k < others.length; k++) {
            others[k] = onto(
                    synapses(network, network.others().get(k)),
                    scaled(weights.other(k), otherPicoA(network, k, neurons, unit)));
        }
        return new SynapticWeights(network, forward, bias, feedback, others);
    }

    /** Currents as weights: the inverse of {@link #map}. */
    NetworkWeights abstractWeights(
            NetworkDescription network, SynapticWeights weights, IntUnaryOperator neurons, SynapticUnit unit) {
        NetworkWeights result = NetworkWeights.zero(network);
        for (int k = 0; k < network.others().size(); k++) {
            addSigned(
                    1 / otherPicoA(network, k, neurons, unit), weights.other(k).byUnit(), result.other(k));
        }
        for (int l = 0; l < network.layers(); l++) {
            RateReduction reduction = reduction(network, l);
            addSigned(
                    1 / forwardPicoA(network, l, neurons, unit),
                    weights.forward(l).byUnit(),
                    result.forward(l));
            add(1 / reduction.apicalPicoAPerFeedback(), weights.feedback(l), result.feedback(l));
            add(1 / reduction.basalPicoAPerDrive(), weights.bias(l), result.bias(l));
            add(1 / reduction.basalPicoAPerDrive(), baselinePicoA(network, result, l), result.bias(l));
        }
        return result;
    }

    private DendriteSynapses synapses(NetworkDescription network, ProjectionDescription projection) {
        LayerSynapses synapses = layer(network, network.layer(projection.to())).synapses();
        return projection.site() == Site.BASAL ? synapses.basal() : synapses.apical();
    }

    /** Signed weights as they are, or in two halves, what excites and what inhibits, none of them negative. */
    private static double[] onto(DendriteSynapses synapses, double[] signed) {
        if (synapses.signs() == 1) {
            return signed;
        }
        double[] halves = new double[Sizes.elements("weights onto conductances", 2, signed.length)];
        for (int k = 0; k < signed.length; k++) {
            halves[k] = Math.max(0, signed[k]);
            halves[signed.length + k] = Math.max(0, -signed[k]);
        }
        return halves;
    }

    /** sum += factor x of signed weights, or of halves. */
    private static void addSigned(double factor, double[] x, double[] sum) {
        add(factor, x, sum);
        for (int k = sum.length; k < x.length; k++) {
            sum[k - sum.length] -= factor * x[k];
        }
    }

    private double forwardPicoA(NetworkDescription network, int l, IntUnaryOperator neurons, SynapticUnit unit) {
        double perHz = reduction(network, l).basalPicoAPerDrive()
                / presynapticCode(network, l).gainHz();
        return perHz * unit.factor(neurons.applyAsInt(l - 1), Site.BASAL);
    }

    private double otherPicoA(NetworkDescription network, int k, IntUnaryOperator neurons, SynapticUnit unit) {
        ProjectionDescription projection = network.others().get(k);
        RateReduction to = reduction(network, network.layer(projection.to()));
        double perUnit = projection.site() == Site.BASAL ? to.basalPicoAPerDrive() : to.apicalPicoAPerFeedback();
        int source = network.source(projection.from());
        int presynaptic = source >= 0
                ? network.sources().get(source).neurons()
                : neurons.applyAsInt(network.layer(projection.from()));
        return perUnit / code(network, projection).gainHz() * unit.factor(presynaptic, projection.site());
    }

    private RateCode code(NetworkDescription network, ProjectionDescription projection) {
        int source = network.source(projection.from());
        if (source >= 0) {
            return code(network.sources().get(source));
        }
        return reduction(network, network.layer(projection.from())).code().rates();
    }

    /** Basal current (pA) of the presynaptic baseline rates of a layer's units, less the current at which v = 0. */
    private double[] baselinePicoA(NetworkDescription network, NetworkWeights weights, int l) {
        RateReduction reduction = reduction(network, l);
        double[] picoA = new double[network.units(l)];
        addBaseline(reduction, presynapticCode(network, l), weights.forward(l), picoA);
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
        for (int k = 0; k < sum.length; k++) {
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
