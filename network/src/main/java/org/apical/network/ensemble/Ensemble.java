package org.apical.network.ensemble;

import org.apical.neuron.parameter.Require;
import org.apical.neuron.parameter.Sizes;
import org.apical.neuron.random.Purpose;
import org.apical.neuron.random.RandomStreams;

/** Drawn neurons with their decoders, one set per dimension. Unchanging: shared by lanes and threads. */
public final class Ensemble {
    private final EnsembleParams params;
    private final TuningCurves[] curves;
    private final double[] gain;
    private final double[] bias;
    private final double[] decoder;

    private Ensemble(EnsembleParams params, TuningCurves[] curves) {
        this.params = params;
        this.curves = curves;
        int neurons = params.neurons();
        Sizes.elements("Ensemble: dimensions x neurons", curves.length, neurons);
        this.gain = new double[curves.length * neurons];
        this.bias = new double[curves.length * neurons];
        this.decoder = new double[curves.length * neurons];
        for (int dimension = 0; dimension < curves.length; dimension++) {
            for (int j = 0; j < neurons; j++) {
                gain[dimension * neurons + j] = curves[dimension].gain(j);
                bias[dimension * neurons + j] = curves[dimension].bias(j);
            }
            double[] solved = Decoders.solve(curves[dimension], params);
            System.arraycopy(solved, 0, decoder, dimension * neurons, neurons);
        }
    }

    /**
     * Draws the tuning and solves for the decoders.
     *
     * @param number of the ensemble: with the dimension the address of its random streams, so that one more dimension changes no other
     */
    public static Ensemble draw(EnsembleParams params, int dimensions, RandomStreams streams, int number) {
        Require.atLeast("Ensemble.dimensions", dimensions, 1);
        TuningCurves[] curves = new TuningCurves[dimensions];
        for (int dimension = 0; dimension < dimensions; dimension++) {
            curves[dimension] = TuningCurves.draw(params, streams.stream(Purpose.CONTROLLER_TUNING, number, dimension));
        }
        return new Ensemble(params, curves);
    }

    /**
     * Neurons over a block of lanes, which can be held in memory.
     *
     * @param arrays numbers that are kept of each
     */
    int requireRoom(int lanes, int arrays) {
        String name = "ensemble: lanes x dimensions x neurons";
        int size = Sizes.elements(name, lanes, dimensions(), neurons());
        Sizes.requireRoom(name, (double) arrays * size);
        return size;
    }

    public EnsembleParams params() {
        return params;
    }

    public int dimensions() {
        return curves.length;
    }

    /** Neurons per dimension. */
    public int neurons() {
        return params.neurons();
    }

    /** The tuning of a dimension's neurons. */
    public TuningCurves curves(int dimension) {
        return curves[dimension];
    }

    /** d_j: what one Hz of a neuron adds to the decoded number. */
    public double decoder(int dimension, int neuron) {
        return decoder[dimension * neurons() + neuron];
    }

    /** gain_j e_j, [dimension][neuron]; not to be modified. */
    double[] gain() {
        return gain;
    }

    /** bias_j, [dimension][neuron]; not to be modified. */
    double[] bias() {
        return bias;
    }

    /** d_j, [dimension][neuron]; not to be modified. */
    double[] decoder() {
        return decoder;
    }

    /**
     * sum_j d_j activity_j of one dimension, push minus pull, pairs in four interleaved sums: the order is fixed.
     *
     * @param activity of the neurons from .. from + neurons - 1
     */
    double decode(int dimension, double[] activity, int from) {
        int pairs = neurons() / 2;
        int d = dimension * neurons();
        int pull = from + pairs;
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        int bound = pairs & ~3;
        for (int p = 0; p < bound; p += 4) {
            s0 = Math.fma(decoder[d + p], activity[from + p] - activity[pull + p], s0);
            s1 = Math.fma(decoder[d + p + 1], activity[from + p + 1] - activity[pull + p + 1], s1);
            s2 = Math.fma(decoder[d + p + 2], activity[from + p + 2] - activity[pull + p + 2], s2);
            s3 = Math.fma(decoder[d + p + 3], activity[from + p + 3] - activity[pull + p + 3], s3);
        }
        for (int p = bound; p < pairs; p++) {
            s0 = Math.fma(decoder[d + p], activity[from + p] - activity[pull + p], s0);
        }
        return (s0 + s1) + (s2 + s3);
    }
}
