package org.apical.network.theory;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.neuron.parameter.Require;
import org.apical.neuron.reduction.RateCode;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * How far potentials averaged over a time T scatter about the steady state of the abstract equations, because units are populations of N_k neurons whose spikes are Poisson
 * (escape noise without reset; physics.md 5.7). T is long against every time constant of the loop; the spikes of a unit reach all its targets alike. To first order in the
 * noise xi, with the rates r_0 .. r_L carried by nu = nu_0 + nu_1 r:
 *
 * <pre>
 * Var xi_k,j = nu_k,j / (nu_1,k^2 N_k T)
 * dv_1 = W_1 xi_0 + Q_1 du        dv_i = W_i (phi'_{i-1} dv_{i-1} + xi_{i-1}) + Q_i du        alpha du = -(phi'_L dv_L + xi_L)
 * </pre>
 *
 * so that the scatter falls as (N T)^-1/2.
 */
public final class SpikeScatter {
    private final NetworkDescription network;
    private final NetworkWeights weights;
    private final List<RateCode> codes;
    private final double alpha;
    private final List<Integer> neurons;
    private final double seconds;

    /**
     * @param codes of the input and of each layer, L + 1
     * @param alpha leak of the controller on u
     * @param neurons N of a unit of the input and of each layer, L + 1
     * @param seconds T (s)
     */
    public SpikeScatter(
            NetworkDescription network,
            NetworkWeights weights,
            List<RateCode> codes,
            double alpha,
            List<Integer> neurons,
            double seconds) {
        network.requireChain("SpikeScatter");
        Require.that(
                codes.size() == network.layers() + 1,
                "SpikeScatter.codes",
                "must be one of the input and of each of " + network.layers() + " layers",
                codes.size());
        Require.that(
                neurons.size() == codes.size(),
                "SpikeScatter.neurons",
                "must be one of the input and of each of " + network.layers() + " layers",
                neurons.size());
        this.network = network;
        this.weights = weights;
        this.codes = List.copyOf(codes);
        this.alpha = alpha;
        this.neurons = List.copyOf(neurons);
        this.seconds = Require.positive("SpikeScatter.seconds", seconds, "s");
    }

    /** Standard deviation of the mean of v, [layer][unit], about a steady state. */
    public double[][] about(SampleState state) {
        int outputs = network.outputs();
        int layers = network.layers();
        List<List<DMatrixRMaj>> fromNoise = new ArrayList<>();
        List<DMatrixRMaj> fromControl = new ArrayList<>();
        for (int l = 0; l < layers; l++) {
            DMatrixRMaj w = matrix(weights.forward(l), network.units(l), network.presynapticUnits(l));
            DMatrixRMaj control = matrix(weights.feedback(l), network.units(l), outputs);
            List<DMatrixRMaj> noise = new ArrayList<>();
            if (l > 0) {
                DMatrixRMaj below = columnsTimes(w, slopes(state, l - 1));
                fromNoise.get(l - 1).forEach(m -> noise.add(product(below, m)));
                CommonOps_DDRM.addEquals(control, product(below, fromControl.get(l - 1)));
            }
            noise.add(w);
            fromNoise.add(noise);
            fromControl.add(control);
        }
        double[] top = slopes(state, layers - 1);
        DMatrixRMaj gain = rowsTimes(top, fromControl.get(layers - 1));
        for (int o = 0; o < outputs; o++) {
            gain.add(o, o, alpha);
        }
        // du = -G (phi'_L dv_L(noise) + xi_L)
        List<DMatrixRMaj> controlFromNoise = new ArrayList<>();
        for (DMatrixRMaj m : fromNoise.get(layers - 1)) {
            controlFromNoise.add(LinearisedNetwork.solve(gain, rowsTimes(top, m)));
        }
        controlFromNoise.add(LinearisedNetwork.solve(gain, CommonOps_DDRM.identity(outputs)));
        double[][] deviation = new double[layers][];
        for (int l = 0; l < layers; l++) {
            double[] variance = new double[network.units(l)];
            for (int k = 0; k <= layers; k++) {
                DMatrixRMaj response = product(fromControl.get(l), controlFromNoise.get(k));
                CommonOps_DDRM.scale(-1, response);
                if (k <= l) {
                    CommonOps_DDRM.addEquals(response, fromNoise.get(l).get(k));
                }
                addSquares(response, noise(state, k), variance);
            }
            deviation[l] = Arrays.stream(variance).map(Math::sqrt).toArray();
        }
        return deviation;
    }

    /** Root mean square of {@link #about} over the units of each layer and over some steady states. */
    public double[] rms(List<SampleState> states) {
        List<double[][]> deviations = states.stream().map(this::about).toList();
        return IntStream.range(0, network.layers())
                .mapToDouble(l -> Math.sqrt(deviations.stream()
                        .flatMapToDouble(one -> Arrays.stream(one[l]))
                        .map(d -> d * d)
                        .average()
                        .orElse(0)))
                .toArray();
    }

    /** Variances of xi of a population, 0: the input. */
    private double[] noise(SampleState state, int population) {
        RateCode code = codes.get(population);
        double[] rates = population == 0 ? state.presynaptic(0) : state.rate(population - 1);
        double neuronSeconds = neurons.get(population) * seconds;
        return Arrays.stream(rates)
                .map(r -> Math.max(0, code.hz(r)) / (code.gainHz() * code.gainHz() * neuronSeconds))
                .toArray();
    }

    private double[] slopes(SampleState state, int layer) {
        return Arrays.stream(state.potential(layer))
                .map(network.transfer(layer)::derivative)
                .toArray();
    }

    private static void addSquares(DMatrixRMaj response, double[] noise, double[] variance) {
        for (int i = 0; i < variance.length; i++) {
            for (int j = 0; j < noise.length; j++) {
                double x = response.get(i, j);
                variance[i] += x * x * noise[j];
            }
        }
    }

    private static DMatrixRMaj matrix(double[] values, int rows, int columns) {
        DMatrixRMaj m = new DMatrixRMaj(rows, columns);
        System.arraycopy(values, 0, m.getData(), 0, values.length);
        return m;
    }

    private static DMatrixRMaj product(DMatrixRMaj a, DMatrixRMaj b) {
        DMatrixRMaj c = new DMatrixRMaj(a.getNumRows(), b.getNumCols());
        CommonOps_DDRM.mult(a, b, c);
        return c;
    }

    private static DMatrixRMaj columnsTimes(DMatrixRMaj a, double[] factors) {
        DMatrixRMaj b = a.copy();
        CommonOps_DDRM.multCols(b, factors);
        return b;
    }

    private static DMatrixRMaj rowsTimes(double[] factors, DMatrixRMaj a) {
        DMatrixRMaj b = a.copy();
        CommonOps_DDRM.multRows(factors, b);
        return b;
    }
}
