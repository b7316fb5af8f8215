package org.apical.benchmarks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.apical.app.UserError;
import org.apical.app.check.Check;
import org.apical.app.findings.Findings;
import org.apical.app.report.FindingsReport;
import org.apical.app.store.MetricsFile;
import org.apical.app.store.RunDirectory;
import org.apical.benchmarks.Microcircuit.Cell;
import org.apical.neuron.kernel.MatrixProduct;

/**
 * Every benchmark in one sitting, with Brian2 in turns where it is installed: {@code benchmarks.csv} (median, least, most and number of samples of each quantity) and {@code benchmarks.html} (tables, plots and
 * fits beside the medians of the sitting before, which is kept as {@code benchmarks.last.csv}).
 *
 * <pre>Sitting [--quick] [DIRECTORY]</pre>
 *
 * Exit 0: done, every check held; 1: a check failed; 2: bad usage.
 */
public final class Sitting {
    static final String TABLE = "benchmarks.csv";
    static final String LAST = "benchmarks.last.csv";
    static final String PAGE = "benchmarks.html";
    private static final String QUICK = "--quick";

    private final Settings settings;
    private final MatrixProduct product = MatrixProduct.detect();
    private final Results results = new Results();

    /**
     * How much is measured.
     *
     * @param quick a short form that only shows that it runs: its numbers are not to be quoted
     * @param repetitions samples of each number
     * @param largestNetwork neurons of the largest random network, 1 000 synapses each
     * @param size of the microcircuit, and share of its in-degrees
     * @param steps of the dense networks of spikes, 0.1 ms each
     * @param controlSteps of the dynamics of DFC
     * @param threads that are tried
     * @param brian2 the Python that has Brian2; empty where there is none
     */
    record Settings(
            boolean quick,
            int repetitions,
            int largestNetwork,
            double size,
            int steps,
            int controlSteps,
            int threads,
            String brian2) {
        static Settings full() {
            int threads = Runtime.getRuntime().availableProcessors();
            return new Settings(
                    false,
                    5,
                    100_000,
                    0.1,
                    NetworkSpeed.STEPS,
                    1000,
                    threads,
                    Brian2.python().orElse(""));
        }

        static Settings brief() {
            return new Settings(true, 2, 3000, 0.03, 500, 20, 2, "");
        }
    }

    Sitting(Settings settings) {
        this.settings = settings;
    }

    public static void main(String[] arguments) throws IOException {
        List<String> words = Arrays.asList(arguments);
        boolean quick = words.contains(QUICK);
        List<String> places = words.stream().filter(word -> !word.equals(QUICK)).toList();
        try {
            if (places.size() > 1 || places.stream().anyMatch(place -> place.startsWith("-"))) {
                throw new UserError("run all: expected [--quick] [DIRECTORY], found " + String.join(" ", words));
            }
            Path out = Path.of(places.isEmpty() ? "runs/benchmarks" : places.get(0));
            Findings findings = new Sitting(quick ? Settings.brief() : Settings.full()).run(out);
            System.out.println(out.resolve(PAGE));
            System.exit(Check.noneFailed(findings.checks()) ? 0 : 1);
        } catch (UserError e) {
            System.err.println(e.getMessage());
            System.exit(2);
        }
    }

    /** Measures everything and writes it. */
    Findings run(Path out) throws IOException {
        RunDirectory directory = RunDirectory.open(out, TABLE, LAST, PAGE);
        LastSitting last = LastSitting.read(directory.file(TABLE));
        load("load of the machine at the beginning");
        NeuronCost.measure(results, settings.repetitions(), settings.quick() ? 0.01 : 1);
        networks();
        new PlasticSpeed(settings.steps(), product).measure(results, settings.repetitions());
        new RateEngine(RateEngine.LANES, settings.controlSteps()).measure(results, settings.repetitions());
        for (Cell cell : Cell.values()) {
            new MicrocircuitSpeed(new Microcircuit(cell, settings.size(), settings.size()))
                    .measure(results, settings.repetitions(), python());
        }
        List<ScalingSpeed.Point> points =
                new ScalingSpeed(results, settings.repetitions()).measure(settings.largestNetwork());
        load("load of the machine at the end");
        Findings findings = new SittingFindings(settings, results, points, last).findings();
        String page = FindingsReport.of(
                findings,
                LocalDate.now().toString(),
                settings,
                "experiments/benchmarks/run all" + (settings.quick() ? " " + QUICK : ""),
                "sitting of " + LocalDate.now(),
                settings.threads(),
                product.describe());
        byte[] table = MetricsFile.of(findings.measures()).getBytes(StandardCharsets.UTF_8);
        directory.writeKeeping(TABLE, LAST, file -> Files.write(file, table));
        directory.write(PAGE, page);
        return findings;
    }

    private String python() {
        return settings.brian2().isEmpty() ? null : settings.brian2();
    }

    private void networks() throws IOException {
        NetworkSpeed small = new NetworkSpeed(BenchmarkNetwork.BENCH_784, settings.steps(), product);
        small.measure(results, settings.repetitions(), 1, python());
        small.lanes(results, settings.repetitions());
        small.threads(results, settings.repetitions(), settings.threads());
        if (!settings.quick()) {
            new NetworkSpeed(BenchmarkNetwork.BENCH_4K, settings.steps(), product)
                    .measure(results, settings.repetitions(), 1, python());
        }
    }

    /** Runnable threads of the machine, over the last minute; negative where the system does not say. */
    private void load(String when) {
        results.add(
                "machine",
                when,
                "runnable threads",
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }
}
