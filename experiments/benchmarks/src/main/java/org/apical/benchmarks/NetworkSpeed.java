package org.apical.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
 * Wall time of a biological second of the benchmark networks: one lane on one thread, sixteen lanes on one and two, and Brian2 in turns where it is installed. Build, start-up and warm-up of the
 * compiler are outside the time.
 *
 * <pre>NetworkSpeed [repetitions [lanes per block]]</pre>
 */
public final class NetworkSpeed {
    static final int STEPS = 10_000;
    private static final int LANES = 16;
    /** Rounds before the first that counts: the compiler works beside them on a core of its own, if there is one. */
    private static final int WARM_UP = 5;

    private final BenchmarkNetwork network;
    /** Biological time of a run (s). */
    private final double time;

    private final SpikingFormulation formulation;
    private final SynapticWeights weights;
    /** By number and lanes of the block; used again in every run, as in training. */
    private final Map<List<Integer>, Simulation> made = new HashMap<>();

    NetworkSpeed(BenchmarkNetwork network, int steps, MatrixProduct product) {
        this.network = network;
        this.time = steps * BenchmarkNetwork.DT_MS / 1000;
        this.formulation = network.formulation(steps, product);
        this.weights = network.weights();
    }

    public static void main(String[] arguments) throws IOException {
        int repetitions = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 7;
        int lanesPerBlock = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 1;
        MatrixProduct product = MatrixProduct.detect();
        System.out.println(product.describe() + ", " + lanesPerBlock + " lanes a block");
        Results results = new Results();
        String python = Brian2.python().orElse(null);
        for (BenchmarkNetwork network : List.of(BenchmarkNetwork.BENCH_784, BenchmarkNetwork.BENCH_4K)) {
            new NetworkSpeed(network, STEPS, product).measure(results, repetitions, lanesPerBlock, python);
        }
        StateSize.report(product);
    }

    /**
     * Measures it.
     *
     * @param python that has Brian2; null where there is none
     */
    void measure(Results results, int repetitions, int lanesPerBlock, String python) throws IOException {
        System.out.printf("%s: %d neurons, %d synapses%n", network.name(), network.neurons(), network.synapses());
        System.out.printf(Locale.ROOT, "  firing rates, Hz: %s%n", Arrays.toString(ratesHz()));
        double[][] reference = run(LANES, lanesPerBlock, 1).potentials;
        for (int k = 0; k < WARM_UP; k++) {
            run(LANES, lanesPerBlock, 2);
        }
        if (python == null) {
            measure(results, repetitions, lanesPerBlock, reference, null);
            return;
        }
        Path log = Files.createTempFile("apical-brian2", ".log");
        try (Brian2 brian2 = new Brian2(python, "bench.py", log, network.name().replace("bench-", ""), "0", "asked")) {
            measure(results, repetitions, lanesPerBlock, reference, brian2);
        } finally {
            Files.delete(log);
        }
    }

    /** @param brian2 null where there is none */
    private void measure(Results results, int repetitions, int lanesPerBlock, double[][] reference, Brian2 brian2)
            throws IOException {
        double[] one = new double[repetitions];
        double[] single = new double[repetitions];
        double[] both = new double[repetitions];
        double[] other = new double[repetitions];
        for (int k = 0; k < repetitions; k++) {
            one[k] = run(1, 1, 1).seconds;
            Run alone = run(LANES, lanesPerBlock, 1);
            Run shared = run(LANES, lanesPerBlock, 2);
            single[k] = alone.seconds / LANES;
            both[k] = shared.seconds / LANES;
            if (!Arrays.deepEquals(alone.potentials, reference) || !Arrays.deepEquals(shared.potentials, reference)) {
                throw new IllegalStateException("results depend on the number of threads");
            }
            other[k] = brian2 == null ? Double.NaN : brian2.run()[0];
        }
        String unit = "s a biological second and lane";
        results.add(network.name(), "1 lane, 1 thread", unit, one);
        results.add(network.name(), "16 lanes, 1 thread", unit, single);
        results.add(network.name(), "16 lanes, 2 threads", unit, both);
        results.addRatio(network.name(), "1 thread to 2, 16 lanes", single, both);
        if (brian2 != null) {
            results.add(network.name(), "Brian2, 1 thread", unit, other);
            results.addRatio(network.name(), "Brian2 to 1 lane, 1 thread", other, one);
            results.addRatio(network.name(), "Brian2 to 16 lanes, 2 threads", other, both);
        }
    }

    /** Seconds a biological second and lane, of 1 to {@value #LANES} lanes side by side in one block. */
    void lanes(Results results, int repetitions) {
        for (int lanes = 1; lanes <= LANES; lanes *= 2) {
            int block = lanes;
            run(block, block, 1);
            double[] seconds = new double[repetitions];
            Arrays.setAll(seconds, k -> run(block, block, 1).seconds / block);
            results.add(
                    network.name() + ", lanes side by side",
                    lanes + " lanes",
                    "s a biological second and lane",
                    seconds);
        }
    }

    /** The same by threads, 16 lanes in blocks of their own. */
    void threads(Results results, int repetitions, int most) {
        for (int threads = 1; threads <= most; threads++) {
            int cores = threads;
            run(LANES, 1, cores);
            double[] seconds = new double[repetitions];
            Arrays.setAll(seconds, k -> run(LANES, 1, cores).seconds / LANES);
            results.add(network.name() + ", threads", threads + " threads", "s a biological second and lane", seconds);
        }
    }

    /** Mean firing rate of each layer in the first lane. */
    private double[] ratesHz() {
        double[] hz = new double[network.sizes().size() - 1];
        formulation.staticSimulation(1).free(weights, network.presentation(0, 1), (controlled, step, state) -> {
            for (int l = 0; l < hz.length; l++) {
                hz[l] += Arrays.stream(state.layer(l).transmitted()).sum()
                        / state.layer(l).units()
                        / time;
            }
        });
        return hz;
    }

    /** Wall time of a biological second, and the potentials of every soma at its end, by block. */
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
            seconds = (System.nanoTime() - start) * 1e-9 / time;
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
