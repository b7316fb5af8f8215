package org.apical.sweep;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apical.app.experiment.ExperimentFile;
import org.apical.app.experiment.Form;
import org.apical.app.experiment.Formulations;
import org.apical.app.experiment.TrainingRun;
import org.apical.app.parallel.RemoteTraining;
import org.apical.app.sweep.Workers;
import org.apical.app.task.Task;
import org.apical.network.description.NetworkWeights;
import org.apical.network.parallel.LaneBlocks;
import org.apical.neuron.kernel.MatrixProduct;

/**
 * What a batch costs on one thread, on two, and in executors of Spark, for {@code experiments/sweep/batches}: forward epochs of the first formulation of an experiment, the places in turn, the first round and the first batch of each epoch left out.
 */
public final class BatchTimes {
    private static final OperatingSystemMXBean MACHINE =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private final Formulations formulations;
    private final Form form;
    private final Task task;
    /** Of the answers to a batch. */
    private long bytes;
    /** Of batches (ms), by place. */
    private final Map<String, List<Double>> times = new LinkedHashMap<>();
    /** CPU of this process in a batch (ms), by place. */
    private final Map<String, List<Double>> cpu = new LinkedHashMap<>();

    private BatchTimes(Formulations formulations) {
        this.formulations = formulations;
        this.form = formulations.experiment().formulations().get(0);
        this.task = formulations.experiment().task();
    }

    /** FILE.yaml MASTER ROUNDS [KEY=VALUE ...] */
    public static void main(String[] arguments) {
        ExperimentFile file = ExperimentFile.read(Path.of(arguments[0]));
        for (String change : Arrays.copyOfRange(arguments, 3, arguments.length)) {
            String[] one = change.split("=", 2);
            file = file.with(change, one[0], one[1]);
        }
        new BatchTimes(file.formulations(MatrixProduct.detect())).run(arguments[1], Integer.parseInt(arguments[2]));
    }

    private void run(String master, int rounds) {
        try (LaneBlocks one = new LaneBlocks(1);
                LaneBlocks two = new LaneBlocks(2);
                Workers workers = Workers.of(master, 1).get()) {
            Optional<TrainingRun.Elsewhere> elsewhere = Optional.of(
                    new RemoteTraining(formulations.experiment(), formulations.network(), (shared, blocks) -> {
                        List<byte[]> answers = workers.learn(shared, blocks);
                        bytes = answers.stream()
                                .mapToLong(answer -> answer.length)
                                .sum();
                        return answers;
                    }));
            for (int round = 0; round <= rounds; round++) {
                if (round == 1) {
                    times.clear();
                    cpu.clear();
                }
                epoch("1 thread", one, Optional.empty());
                epoch("2 threads", two, Optional.empty());
                epoch(master, one, elsewhere);
            }
        }
        System.out.printf(
                Locale.ROOT,
                "%s, batch %d, %.0f weights, %.1f MB back%n",
                form,
                formulations.experiment().learning().batch(),
                formulations.network().weights(),
                1e-6 * bytes);
        times.forEach((place, all) -> {
            double[] sorted = all.stream().mapToDouble(x -> x).sorted().toArray();
            System.out.printf(
                    Locale.ROOT,
                    "  %-28s median %8.1f ms, least %8.1f ms, CPU of this process %8.1f ms, %d batches%n",
                    place,
                    sorted[sorted.length / 2],
                    sorted[0],
                    cpu.get(place).stream().mapToDouble(x -> x).min().orElseThrow(),
                    sorted.length);
        });
    }

    /** Learns for an epoch; its first batch is not counted. */
    private void epoch(String place, LaneBlocks threads, Optional<TrainingRun.Elsewhere> elsewhere) {
        TrainingRun run = new TrainingRun(formulations, formulations.of(form), task, threads)
                .elsewhere(part -> elsewhere.map(there -> there.of(form, part, visitor -> {
                    visitor.numbers("largest", new double[2]);
                    visitor.count("built", 0);
                })));
        NetworkWeights weights = run.initial();
        List<Double> passed = new ArrayList<>();
        long[] last = {0};
        long[] begun = {0};
        run.learn(weights, new TrainingRun.Observer() {
            @Override
            public void progress(long done) {
                long now = System.nanoTime();
                if (last[0] == 0) {
                    begun[0] = MACHINE.getProcessCpuTime();
                } else {
                    passed.add(1e-6 * (now - last[0]));
                }
                last[0] = now;
            }
        });
        cpu.computeIfAbsent(place, k -> new ArrayList<>())
                .add(1e-6 * (MACHINE.getProcessCpuTime() - begun[0]) / passed.size());
        times.computeIfAbsent(place, k -> new ArrayList<>()).addAll(passed);
    }
}
