package org.apical.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apical.benchmarks.Results.Samples;
import org.apical.neuron.kernel.KernelProvider;
import org.apical.neuron.model.SpikeList;
import org.apical.neuron.projection.SparseWeights;

/**
 * Wall time of a biological second of the microcircuit: one and two threads, and Brian2 where it is installed, the same network in turns. What a synaptic event and a neuron-step cost; rates of the
 * populations beside those of Brian2. Build, start-up and warm-up of the compiler are outside the time.
 *
 * <pre>MicrocircuitSpeed [repetitions [size [indegree]]]</pre>
 */
public final class MicrocircuitSpeed {
    private static final double SETTLING_MS = 500;
    private static final double COUNTED_MS = 1000;
    private static final double SECONDS = (SETTLING_MS + COUNTED_MS) / 1000;
    private static final long SEED = 1;
    private static final int TILE_UNITS = 4096;
    private static final int WARM_UP = 2;

    private final Microcircuit circuit;
    private final SparseWeights weights;
    private final double[] startMv;
    private final String name;

    MicrocircuitSpeed(Microcircuit circuit) {
        this.circuit = circuit;
        this.weights = circuit.weights(SEED, TILE_UNITS);
        this.startMv = circuit.startMv(SEED);
        this.name = String.format(
                Locale.ROOT,
                "microcircuit, %s, size %.3g, in-degrees %.3g",
                circuit.cell().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                circuit.size(),
                circuit.indegree());
    }

    public static void main(String[] arguments) throws IOException {
        int repetitions = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 7;
        double size = arguments.length > 1 ? Double.parseDouble(arguments[1]) : 0.1;
        double indegree = arguments.length > 2 ? Double.parseDouble(arguments[2]) : 0.1;
        System.out.println(KernelProvider.kernels().name());
        Results results = new Results();
        String python = Brian2.python().orElse(null);
        System.out.println(python == null ? "Brian2 is not installed" : "Brian2 of " + python);
        for (Microcircuit.Cell cell : Microcircuit.Cell.values()) {
            new MicrocircuitSpeed(new Microcircuit(cell, size, indegree)).measure(results, repetitions, python);
        }
    }

    /**
     * Measures it.
     *
     * @param python that has Brian2; null where there is none
     */
    void measure(Results results, int repetitions, String python) throws IOException {
        System.out.printf("%s: %d neurons, %d synapses%n", name, circuit.neurons(), weights.synapses());
        if (python == null) {
            measure(results, repetitions, (Brian2Microcircuit) null);
            return;
        }
        try (Brian2Microcircuit brian2 = new Brian2Microcircuit(python, circuit, SEED, SETTLING_MS, COUNTED_MS)) {
            measure(results, repetitions, brian2);
        }
    }

    /** @param brian2 null where there is none */
    private void measure(Results results, int repetitions, Brian2Microcircuit brian2) throws IOException {
        for (int k = 0; k < WARM_UP; k++) {
            run(0, 1);
            run(0, 2);
        }
        List<Run> one = new ArrayList<>();
        List<Run> two = new ArrayList<>();
        List<Brian2Microcircuit.Run> other = new ArrayList<>();
        for (int k = 0; k < repetitions; k++) {
            one.add(run(k, 1));
            two.add(run(k, 2));
            if (!Arrays.equals(one.get(k).somaMv, two.get(k).somaMv)) {
                throw new IllegalStateException("results depend on the number of threads");
            }
            if (brian2 != null) {
                other.add(brian2.run());
            }
        }
        String unit = "s a biological second";
        results.add(name, "1 thread", unit, values(one, Run::seconds));
        results.add(name, "1 thread, CPU", unit, values(one, Run::cpuSeconds));
        results.add(name, "2 threads", unit, values(two, Run::seconds));
        if (brian2 != null) {
            results.add(name, "Brian2, 1 thread", unit, values(other, run -> run.seconds() / SECONDS));
            results.addRatio(
                    name,
                    "Brian2 to 1 thread",
                    values(other, run -> run.seconds() / SECONDS),
                    values(one, Run::seconds));
        }
        costs(results, one);
        rates(results, one, other);
    }

    private interface Number<R> {
        double of(R run);
    }

    private static <R> double[] values(List<R> runs, Number<R> number) {
        return runs.stream().mapToDouble(number::of).toArray();
    }

    /** Seconds a biological second, and what came of them. */
    private record Run(double seconds, double cpuSeconds, long events, double[] ratesHz, double[] somaMv) {}

    private Run run(long seed, int threads) {
        SparseRun run = new SparseRun(circuit, weights, startMv, seed, threads);
        double[] wall = new double[1];
        double cpu = CpuTime.seconds(() -> {
            long start = System.nanoTime();
            run.run(SETTLING_MS);
            run.forget();
            run.run(COUNTED_MS);
            wall[0] = (System.nanoTime() - start) * 1e-9;
        });
        return new Run(wall[0] / SECONDS, cpu / SECONDS, run.events(), run.ratesHz(COUNTED_MS), run.somaMv());
    }

    /** A run is so many events and neuron-steps: those of one recorded run by themselves, the rest is the neurons'. */
    private void costs(Results results, List<Run> runs) {
        SparseRun recorded = new SparseRun(circuit, weights, startMv, 0, 1);
        recorded.run(SETTLING_MS);
        List<SpikeList> spikes = recorded.record(COUNTED_MS);
        SparseDelivery delivery =
                new SparseDelivery(weights, recorded.neurons(), circuit.cell().recurrent());
        delivery.nanosPerEvent(spikes);
        double[] event = new double[runs.size()];
        Arrays.setAll(event, k -> delivery.nanosPerEvent(spikes));
        Samples events = results.add(name, "a synaptic event, CPU", "ns", event);
        double steps = circuit.neurons() * COUNTED_MS / SparseNetwork.DT_MS;
        results.add(
                name,
                "a neuron-step with its background, CPU",
                "ns",
                values(runs, run -> (run.cpuSeconds * 1e9 - run.events * events.median()) / steps));
        results.add(name, "synaptic events", "a biological second", values(runs, Run::events));
    }

    private void rates(Results results, List<Run> one, List<Brian2Microcircuit.Run> other) {
        for (int p = 0; p < Microcircuit.POPULATIONS.size(); p++) {
            int population = p;
            String rate = "rate of " + Microcircuit.POPULATIONS.get(p);
            Samples own = results.add(name, rate, "Hz", values(one, run -> run.ratesHz[population]));
            if (!other.isEmpty()) {
                Samples brian2 =
                        results.add(name, rate + ", Brian2", "Hz", values(other, run -> run.ratesHz()[population]));
                double error = Math.sqrt(own.squaredError() + brian2.squaredError());
                results.add(name, rate + ", difference", "standard errors", (own.mean() - brian2.mean()) / error);
            }
        }
    }
}
