package org.apical.benchmarks;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apical.neuron.compartment.PyramidalCell;

/** A {@link Microcircuit} in Brian2, C++ standalone, synapse for synapse the same ({@code brian2/microcircuit.py}). */
final class Brian2Microcircuit implements AutoCloseable {
    private final Path directory;
    private final Brian2 program;

    /** A run: wall time, and the rates of the populations (Hz). */
    record Run(double seconds, double[] ratesHz) {}

    /**
     * Draws the network, and builds it, which takes a minute or two.
     *
     * @param python that has Brian2
     */
    Brian2Microcircuit(String python, Microcircuit circuit, long seed, double settlingMs, double countedMs)
            throws IOException {
        directory = Files.createTempDirectory("apical-brian2");
        write(circuit, seed);
        Files.writeString(directory.resolve("network.json"), json(circuit, settlingMs, countedMs));
        program = new Brian2(python, "microcircuit.py", directory.resolve("log"), directory.toString());
    }

    /** The network once more, with other spikes of the background. */
    Run run() throws IOException {
        double[] numbers = program.run();
        return new Run(numbers[0], Arrays.copyOfRange(numbers, 1, numbers.length));
    }

    @Override
    public void close() throws IOException {
        program.close();
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    private DataOutputStream open(String name) throws IOException {
        OutputStream file = Files.newOutputStream(directory.resolve(name));
        return new DataOutputStream(new BufferedOutputStream(file, 1 << 16));
    }

    private void write(Microcircuit circuit, long seed) throws IOException {
        try (DataOutputStream start = open("start.f64");
                DataOutputStream source = open("source.i32");
                DataOutputStream target = open("target.i32");
                DataOutputStream delay = open("delay.i32");
                DataOutputStream weight = open("weight.f64")) {
            for (double mv : circuit.startMv(seed)) {
                put(start, mv - SparseNetwork.REST_MV);
            }
            int[] row = new int[1];
            circuit.draw(seed, (unit, delaySteps, picoA, count) -> {
                try {
                    for (int k = 0; k < count; k++) {
                        put(source, row[0]);
                        put(target, unit[k]);
                        put(delay, delaySteps[k]);
                        put(weight, picoA[k]);
                    }
                    row[0]++;
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }

    /** Little-endian. */
    private static void put(DataOutputStream out, int x) throws IOException {
        out.writeInt(Integer.reverseBytes(x));
    }

    private static void put(DataOutputStream out, double x) throws IOException {
        out.writeLong(Long.reverseBytes(Double.doubleToLongBits(x)));
    }

    private static String json(Microcircuit circuit, double settlingMs, double countedMs) {
        PyramidalCell cell = circuit.cell().model().cell();
        int populations = Microcircuit.POPULATIONS.size();
        List<String> rows = Arrays.stream(cell.conductanceMatrixNanoS())
                .map(row -> list(row.length, k -> row[k]))
                .toList();
        double[] picoF = cell.capacitancesPicoF();
        int[] sites = circuit.cell().sites();
        return String.format(
                Locale.ROOT,
                "{\"dtMs\": %s, \"synapseMs\": %s, \"conductancesNanoS\": %s, \"capacitancesPicoF\": %s, \"sites\": %s,"
                        + " \"thresholdMv\": %s, \"refractoryMs\": %s, \"first\": %s, \"constantPicoA\": %s,"
                        + " \"externalSources\": %s, \"externalHz\": %s, \"externalPicoA\": %s, \"settlingMs\": %s,"
                        + " \"countedMs\": %s}%n",
                SparseNetwork.DT_MS,
                SparseNetwork.SYNAPSE_MS,
                rows,
                list(picoF.length, k -> picoF[k]),
                Arrays.toString(sites),
                SparseNetwork.THRESHOLD_MV - SparseNetwork.REST_MV,
                SparseNetwork.REFRACTORY_MS,
                IntStream.rangeClosed(0, populations)
                        .map(circuit::first)
                        .boxed()
                        .toList(),
                list(populations, circuit::constantPicoA),
                list(populations, circuit::externalSources),
                Microcircuit.EXTERNAL_HZ,
                circuit.externalPicoA(),
                settlingMs,
                countedMs);
    }

    private static String list(int n, IntToDoubleFunction of) {
        return IntStream.range(0, n)
                .mapToDouble(of)
                .mapToObj(Double::toString)
                .collect(Collectors.joining(", ", "[", "]"));
    }
}
