package org.apical.app.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.apical.network.control.OutputTarget;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.network.description.SynapticWeights;
import org.apical.network.dynamics.Presentation;
import org.apical.network.dynamics.Presentation.Phase;
import org.apical.network.dynamics.Simulation;
import org.apical.network.formulation.Formulation;
import org.apical.network.parallel.LaneBlocks;
import org.apical.network.parallel.LaneBlocks.Block;
import org.apical.neuron.kernel.MatrixProduct;
import org.apical.neuron.random.Purpose;
import org.apical.neuron.random.RandomStreams;

/**
 * Runs a described network under every formulation that it admits, from the same weights, on the same random input (rates uniform in (-1, 1)), towards the
 * same targets (the free output plus {@value #SHIFT} times a random sign), and compares what its units do.
 */
public final class NetworkRun {
    /** Samples shown side by side. */
    public static final int SAMPLES = 16;

    private static final double SHIFT = 0.2;
    private static final int LANES_PER_BLOCK = 8;

    private final NetworkModel model;
    private final RandomStreams streams;
    private final MatrixProduct product;
    private final LaneBlocks threads;

    public NetworkRun(NetworkModel model, long seed, MatrixProduct product, LaneBlocks threads) {
        this.model = model;
        this.streams = new RandomStreams(seed);
        this.product = product;
        this.threads = threads;
    }

    /**
     * What one formulation did in the last half of the controlled phase.
     *
     * @param rates time-averaged r of each layer, [layer][unit x sample]
     * @param control time-averaged u, [output x sample]
     * @param seconds wall time
     */
    public record Outcome(String id, double[][] rates, double[] control, double seconds) {

        /** Root mean square of the rates of a layer. */
        public double rms(int layer) {
            return Math.sqrt(
                    Arrays.stream(rates[layer]).map(x -> x * x).average().orElse(0));
        }

        /** Root mean square of the difference of a layer's rates from another outcome's, relative to those. */
        public double deviation(int layer, Outcome reference) {
            double sum = 0;
            for (int k = 0; k < rates[layer].length; k++) {
                double difference = rates[layer][k] - reference.rates[layer][k];
                sum += difference * difference / rates[layer].length;
            }
            return Math.sqrt(sum) / reference.rms(layer);
        }
    }

    /** F1 where the network is a chain, then F2 and F3. */
    public List<Outcome> run() {
        NetworkWeights weights = NetworkWeights.draw(model.network(), streams);
        List<Outcome> outcomes = new ArrayList<>();
        if (model.network().others().isEmpty()) {
            outcomes.add(run(model.rates(product), weights));
        }
        outcomes.add(run(model.graded(product), weights));
        outcomes.add(run(model.spiking(product), weights));
        return outcomes;
    }

    private Outcome run(Formulation formulation, NetworkWeights weights) {
        long start = System.nanoTime();
        NetworkDescription network = model.network();
        SynapticWeights mapped = formulation.map(weights);
        double[][] rates = new double[network.layers()][];
        for (int l = 0; l < rates.length; l++) {
            rates[l] = new double[network.units(l) * SAMPLES];
        }
        double[] control = new double[network.outputs() * SAMPLES];
        threads.run(LaneBlocks.cut(SAMPLES, LANES_PER_BLOCK), block -> {
            Simulation simulation = formulation.simulation(block.lanes());
            int steps = simulation.timing().steps();
            int from = steps - Math.max(1, steps / 2);
            simulation.present(mapped, presentation(block), target(block), (controlled, step, state) -> {
                if (controlled && step >= from) {
                    for (int l = 0; l < rates.length; l++) {
                        add(state.layer(l).output(), block, 1.0 / (steps - from), rates[l]);
                    }
                    add(state.control(), block, 1.0 / (steps - from), control);
                }
            });
        });
        return new Outcome(formulation.id(), rates, control, (System.nanoTime() - start) * 1e-9);
    }

    private static void add(double[] x, Block block, double factor, double[] sum) {
        for (int k = 0; k < x.length; k++) {
            sum[k / block.lanes() * SAMPLES + block.first() + k % block.lanes()] += factor * x[k];
        }
    }

    private Presentation presentation(Block block) {
        double[] rates = new double[model.network().inputs() * block.lanes()];
        long[] trials = new long[block.lanes()];
        for (int lane = 0; lane < block.lanes(); lane++) {
            trials[lane] = block.first() + lane;
            RandomGenerator random = streams.stream(Purpose.STIMULUS, 0, trials[lane]);
            for (int i = 0; i < model.network().inputs(); i++) {
                rates[i * block.lanes() + lane] = random.nextDouble(-1, 1);
            }
        }
        return new Presentation(rates, trials, Phase.PROBE, streams);
    }

    private OutputTarget target(Block block) {
        return (free, target, outputs, lanes) -> {
            for (int lane = 0; lane < lanes; lane++) {
                RandomGenerator random = streams.stream(Purpose.STIMULUS, 1, block.first() + lane);
                for (int o = 0; o < outputs; o++) {
                    target[o * lanes + lane] = free[o * lanes + lane] + (random.nextBoolean() ? SHIFT : -SHIFT);
                }
            }
        };
    }
}
