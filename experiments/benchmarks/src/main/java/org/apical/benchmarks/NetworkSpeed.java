package org.apical.benchmarks;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.apical.network.description.SynapticWeights;
import org.apical.network.dynamics.Simulation;
import org.apical.network.dynamics.SpikingLayer;
import org.apical.network.formulation.SpikingFormulation;
import org.apical.network.parallel.LaneBlocks;
import org.apical.network.parallel.LaneBlocks.Block;
import org.apical.neuron.kernel.MatrixProduct;

/**
 * Wall time of a biological second of the benchmark networks: one lane on one thread, sixteen lanes on one and two. Build, start-up and warm-up of the
 * compiler are outside the time.
 *
 * <pre>NetworkSpeed [repetitions [lanes per block]]</pre>
 */
public final class NetworkSpeed {
    private static final int STEPS = 10_000;
    private static final int LANES = 16;
    /** Rounds before the first that counts: the compiler works beside them on a core of its own, if there is one. */
    private static final int WARM_UP = 5;

    private final BenchmarkNetwork network;
    private final SpikingFormulation formulation;
    private final SynapticWeights weights;
    /** By number and lanes of the block; used again in every run, as in training. */
    private final Map<List<Integer>, Simulation> made = new HashMap<>();

    private NetworkSpeed(BenchmarkNetwork network, MatrixProduct product) {
        this.network = network;
        this.formulation = network.formulation(STEPS, product);
        this.weights = network.weights();
    }

    public static void main(String[] arguments) {
        int repetitions = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 7;
        int lanesPerBlock = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 1;
        MatrixProduct product = MatrixProduct.detect();
        System.out.println(product.describe() + ", " + lanesPerBlock + " lanes a block");
        for (BenchmarkNetwork network : List.of(BenchmarkNetwork.BENCH_784, BenchmarkNetwork.BENCH_4K)) {
            new NetworkSpeed(network, product).report(repetitions, lanesPerBlock);
        }
        StateSize.report(product);
    }

    private void report(int repetitions, int lanesPerBlock) {
        System.out.printf("%s: %d neurons, %d synapses%n", network.name(), network.neurons(), network.synapses());
        System.out.printf(Locale.ROOT, "  firing rates, Hz: %s%n", Arrays.toString(ratesHz()));
        double[][] reference = run(LANES, lanesPerBlock, 1).potentials;
        for (int k = 0; k < WARM_UP; k++) {
            run(LANES, lanesPerBlock, 2);
        }
        double[] one = new double[repetitions];
        double[] single = new double[repetitions];
        double[] both = new double[repetitions];
        for (int k = 0; k < repetitions; k++) {
            one[k] = run(1, 1, 1).seconds;
            Run alone = run(LANES, lanesPerBlock, 1);
            Run shared = run(LANES, lanesPerBlock, 2);
            single[k] = alone.seconds;
            both[k] = shared.seconds;
            if (!Arrays.deepEquals(alone.potentials, reference) || !Arrays.deepEquals(shared.potentials, reference)) {
                throw new IllegalStateException("results depend on the number of threads");
            }
        }
        print("1 lane, 1 thread", one, 1);
        print("16 lanes, 1 thread", single, LANES);
        print("16 lanes, 2 threads", both, LANES);
        System.out.printf(Locale.ROOT, "  2 threads against 1: %.2f, same bits%n", median(single) / median(both));
    }

    private static void print(String what, double[] seconds, int lanes) {
        double median = median(seconds);
        System.out.printf(
                Locale.ROOT,
                "  %-20s %.4f s (%.4f to %.4f), %.4f s a lane%n",
                what,
                median,
                Arrays.stream(seconds).min().orElseThrow(),
                Arrays.stream(seconds).max().orElseThrow(),
                median / lanes);
    }

    private static double median(double[] x) {
        double[] sorted = x.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    /** Mean firing rate of each layer in the first lane. */
    private double[] ratesHz() {
        double[] hz = new double[network.sizes().size() - 1];
        formulation.staticSimulation(1).free(weights, network.presentation(0, 1), (controlled, step, state) -> {
            for (int l = 0; l < hz.length; l++) {
                hz[l] += Arrays.stream(state.layer(l).transmitted()).sum()
                        / state.layer(l).units();
            }
        });
        return hz;
    }

    /** Wall time, and the potentials of every soma at its end, by block. */
    private record Run(double seconds, double[][] potentials) {}

    private Run run(int lanes, int lanesPerBlock, int threads) {
        List<Block> blocks = LaneBlocks.cut(lanes, lanesPerBlock);
        Simulation[] simulations = new Simulation[blocks.size()];
        Arrays.setAll(
                simulations,
                k -> made.computeIfAbsent(
                        List.of(k, blocks.get(k).lanes()),
                        key -> formulation.staticSimulation(blocks.get(k).lanes())));
        double seconds;
        try (LaneBlocks pool = new LaneBlocks(threads)) {
            long start = System.nanoTime();
            pool.run(
                    blocks,
                    block -> simulations[block.index()].free(
                            weights, network.presentation(block.first(), block.lanes())));
            seconds = (System.nanoTime() - start) * 1e-9;
        }
        return new Run(
                seconds, Arrays.stream(simulations).map(NetworkSpeed::somaMv).toArray(double[][]::new));
    }

    private static double[] somaMv(Simulation simulation) {
        return IntStream.range(0, simulation.layers())
                .mapToObj(l -> ((SpikingLayer) simulation.layer(l))
                        .population()
                        .meanState()
                        .somaMv())
                .flatMapToDouble(Arrays::stream)
                .toArray();
    }
}
