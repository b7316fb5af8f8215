package org.apical.benchmarks;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.apache.commons.math3.stat.regression.SimpleRegression;
import org.apical.neuron.kernel.KernelProvider;
import org.apical.neuron.model.SpikeList;
import org.apical.neuron.projection.SparseWeights;

/**
 * Is the cost linear? CPU seconds of {@link RandomNetwork}s of 1 000 synapses a neuron on one thread against synaptic events, 1e5 to 1e9: more and more neurons for a biological second, and before that the fewest for
 * a part of one. What an event and a neuron-step cost; bytes of a synapse and of a neuron.
 *
 * <pre>ScalingSpeed [repetitions [largest number of neurons]]</pre>
 */
public final class ScalingSpeed {
    static final String SLOPE = "slope of log seconds against events";
    private static final String BENCHMARK = "linear cost, 1 000 synapses a neuron";
    private static final int[] NEURONS = {1000, 3000, 10_000, 30_000, 100_000, 400_000, 1_000_000};
    /** Parts of a second for the fewest neurons (ms). */
    private static final double[] PARTS_MS = {40, 120, 400};

    private static final int OUTDEGREE = 1000;
    /** One tile: on one thread more only make the pieces of a row shorter. */
    private static final int TILE_UNITS = 1 << 20;

    private static final double SETTLING_MS = 200;
    private static final double COUNTED_MS = 1000;
    private static final int WARM_UP = 10;
    private static final double NANO = 1e-9;

    private final Results results;
    private final int repetitions;

    ScalingSpeed(Results results, int repetitions) {
        this.results = results;
        this.repetitions = repetitions;
    }

    public static void main(String[] arguments) {
        int repetitions = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 5;
        int largest = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 400_000;
        System.out.println(KernelProvider.kernels().name());
        new ScalingSpeed(new Results(), repetitions).measure(largest);
    }

    /**
     * A size.
     *
     * @param ms how long it ran
     * @param events in that time
     * @param seconds of CPU
     * @param eventNanos of CPU an event
     */
    record Point(int neurons, double ms, double events, double seconds, double eventNanos) {
        double eventSeconds() {
            return events * eventNanos * NANO;
        }

        double steps() {
            return neurons * ms / SparseNetwork.DT_MS;
        }
    }

    List<Point> measure(int largest) {
        System.out.println(BENCHMARK);
        List<Point> points = new ArrayList<>();
        for (int neurons : NEURONS) {
            if (neurons <= largest) {
                measure(neurons, points);
            }
        }
        fit(SLOPE, points, Point::events, Point::seconds);
        fit("slope of log seconds of delivery against events", points, Point::events, Point::eventSeconds);
        fit(
                "slope of log other seconds against neuron-steps",
                points,
                Point::steps,
                p -> p.seconds() - p.eventSeconds());
        return points;
    }

    private void measure(int neurons, List<Point> points) {
        RandomNetwork network = new RandomNetwork(neurons, OUTDEGREE);
        long before = allocated();
        SparseWeights weights = network.weights(1, TILE_UNITS);
        long between = allocated();
        SparseRun run = new SparseRun(network, weights, network.startMv(1), 1, 1);
        String at = neurons + " neurons, ";
        results.add(BENCHMARK, at + "memory of a synapse", "bytes", (double) (between - before) / network.synapses());
        results.add(BENCHMARK, at + "memory of a neuron", "bytes", (double) (allocated() - between) / neurons);
        run.run(SETTLING_MS);
        List<SpikeList> spikes = run.record(COUNTED_MS);
        SparseDelivery delivery = new SparseDelivery(weights, run.neurons(), network.recurrent());
        if (points.isEmpty()) {
            for (int k = 0; k < WARM_UP; k++) {
                run.run(COUNTED_MS);
                delivery.nanosPerEvent(spikes);
            }
        }
        double[] eventNanos = new double[repetitions];
        Arrays.setAll(eventNanos, k -> delivery.nanosPerEvent(spikes));
        double event = results.add(BENCHMARK, at + "a synaptic event, CPU", "ns", eventNanos)
                .median();
        if (points.isEmpty()) {
            for (double ms : PARTS_MS) {
                points.add(point(network, run, at + ms + " ms, ", ms, event));
            }
        }
        points.add(point(network, run, at, COUNTED_MS, event));
    }

    private Point point(RandomNetwork network, SparseRun run, String at, double ms, double event) {
        double[] seconds = new double[repetitions];
        double[] events = new double[repetitions];
        for (int k = 0; k < repetitions; k++) {
            run.forget();
            seconds[k] = CpuTime.seconds(() -> run.run(ms));
            events[k] = run.events();
        }
        Point point = new Point(
                network.neurons(),
                ms,
                results.add(BENCHMARK, at + "synaptic events", "", events).median(),
                results.add(BENCHMARK, at + "CPU time", "s", seconds).median(),
                event);
        double[] stepNanos = new double[repetitions];
        Arrays.setAll(stepNanos, k -> (seconds[k] / NANO - events[k] * event) / point.steps());
        results.add(BENCHMARK, at + "a neuron-step with its background, CPU", "ns", stepNanos);
        return point;
    }

    private void fit(String what, List<Point> points, ToDoubleFunction<Point> x, ToDoubleFunction<Point> y) {
        SimpleRegression line = new SimpleRegression();
        points.forEach(p -> line.addData(Math.log10(x.applyAsDouble(p)), Math.log10(y.applyAsDouble(p))));
        results.add(BENCHMARK, what, "", line.getSlope());
        results.add(BENCHMARK, what + ", standard error", "", line.getSlopeStdErr());
    }

    private static long allocated() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }
}
