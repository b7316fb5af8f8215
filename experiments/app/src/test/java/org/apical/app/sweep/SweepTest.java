package org.apical.app.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.apical.app.experiment.ExperimentFile;
import org.apical.app.store.RunDirectory;
import org.apical.neuron.kernel.MatrixProduct;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Results of a sweep are those of its cells, however many run at once, in which order, and however often it is stopped; a worker that fails costs nothing but time. */
class SweepTest {
    static final String NETWORK = """
            data: {generate: xor, samples: 24, test: 8}
            layers:
              - {name: hidden, units: 3}
              - {name: classes, transfer: rectified}
            timing: {tauUMs: 400, freeMs: 10, warmupMs: 5, controlledMs: 10}
            learning: {optimiser: sgd, epochs: 1, batch: 8}
            agreement: {samples: 1, settleMs: 20}
            formulations: [F1, F2]
            grid:
              layers[0].units: [3, 4]
              learning.optimiser.rate: [0.01, 1e12]
              seed: {from: 1, to: 3}
            """;

    @TempDir
    Path directory;

    private final SweepPlan plan = SweepPlan.of(ExperimentFile.read("xor.yaml", NETWORK), MatrixProduct.detect());

    /** Workers that do something else to what they are given. */
    private static Workers workers(int places, UnaryOperator<String> run) {
        return new Workers() {
            @Override
            public int places() {
                return places;
            }

            @Override
            public String run(String description) {
                return run.apply(description);
            }

            @Override
            public void close() {
                // nothing is kept
            }
        };
    }

    private RunDirectory run(String name, Workers workers) {
        RunDirectory out = RunDirectory.open(directory.resolve(name));
        SweepResult.write(plan, out, new SweepRun(plan, out).run(workers, (cell, state, error) -> {}, () -> false));
        return out;
    }

    /** Everything a sweep has written but times of the machine. */
    private String results(RunDirectory out) throws IOException {
        StringBuilder all = new StringBuilder();
        all.append(Files.readString(out.file("results.csv"))).append(Files.readString(out.file("cells.csv")));
        for (Cell cell : plan.cells()) {
            Path files = out.file("cells/" + cell.name());
            all.append(Files.readString(files.resolve("run.yaml")));
            Files.readAllLines(files.resolve("metrics.csv")).stream()
                    .filter(line -> !line.endsWith(",s"))
                    .forEach(line -> all.append(line).append('\n'));
        }
        return all.toString();
    }

    @Test
    void manyAtOnceInAnyOrderAreTheSame() throws IOException {
        String one = results(run("one", new Workers.Threads(1)));
        AtomicInteger begun = new AtomicInteger();
        String many = results(run("many", workers(4, description -> {
            if (begun.getAndIncrement() % 3 == 0) {
                pause();
            }
            return CellRun.of(description);
        })));
        assertThat(many).isEqualTo(one);
        assertThat(one)
                .contains(
                        "cell,layers[0].units,learning.optimiser.rate,seed,formulation,quantity,layer,epoch,value,unit\n");
        assertThat(one).contains("\n2,3,0.01,2,F2,test_accuracy,,1,");
    }

    @Test
    void workersThatComeAreGivenCells() {
        AtomicInteger places = new AtomicInteger(1);
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        Workers growing = new Workers() {
            @Override
            public int places() {
                return places.get();
            }

            @Override
            public String run(String description) {
                most.accumulateAndGet(running.incrementAndGet(), Math::max);
                try {
                    pause();
                    return CellRun.of(description);
                } finally {
                    running.decrementAndGet();
                }
            }

            @Override
            public void close() {
                // nothing is kept
            }
        };
        RunDirectory out = RunDirectory.open(directory.resolve("growing"));
        List<Integer> atMost = new java.util.concurrent.CopyOnWriteArrayList<>();
        new SweepRun(plan, out)
                .run(
                        growing,
                        (cell, state, error) -> {
                            atMost.add(most.get());
                            places.set(atMost.size() < 4 ? 1 : 3);
                        },
                        () -> false);
        assertThat(atMost).hasSize(plan.cells().size()).startsWith(1, 1, 1, 1).endsWith(3);
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aSweepThatIsStoppedGoesOnWithWhatIsLeft() throws IOException {
        RunDirectory out = RunDirectory.open(directory.resolve("stopped"));
        AtomicInteger ran = new AtomicInteger();
        new SweepRun(plan, out)
                .run(new Workers.Threads(1), (cell, state, error) -> ran.incrementAndGet(), () -> ran.get() == 5);
        assertThat(ran).hasValue(5);
        // one that is half there is none
        Files.delete(out.file("cells/00002/metrics.csv"));
        SweepRun rest = new SweepRun(plan, out);
        assertThat(rest.open()).isEqualTo(plan.cells().size() - 4);
        run("stopped", new Workers.Threads(2));
        assertThat(results(out)).isEqualTo(results(run("straight", new Workers.Threads(2))));
    }

    @Test
    void divergenceIsAResultAndFailureIsTriedOnceMore() throws IOException {
        Map<String, Integer> attempts = new ConcurrentHashMap<>();
        Workers workers = workers(2, description -> {
            int attempt = attempts.merge(description, 1, Integer::sum);
            if (description.equals(plan.cells().get(0).description()) && attempt == 1) {
                throw new IllegalStateException("lost");
            }
            if (description.equals(plan.cells().get(2).description())) {
                throw new IllegalStateException("lost\nfor good");
            }
            return CellRun.of(description);
        });
        RunDirectory out = RunDirectory.open(directory.resolve("failing"));
        Map<Integer, String> failed = new SweepRun(plan, out).run(workers, (cell, state, error) -> {}, () -> false);
        SweepResult result = SweepResult.write(plan, out, failed);

        assertThat(failed).containsExactly(Map.entry(3, "IllegalStateException: lost for good"));
        assertThat(attempts.values()).containsOnly(1, 2);
        assertThat(attempts.get(plan.cells().get(2).description())).isEqualTo(2);
        assertThat(attempts.get(plan.cells().get(4).description())).isEqualTo(1);
        assertThat(result.count("failed")).isEqualTo(1);
        assertThat(result.count("diverged")).isEqualTo(6);
        assertThat(Files.readString(out.file("cells.csv")))
                .contains("\n3,3,0.01,3," + plan.cells().get(2).identity().id() + ",failed,,")
                .containsPattern("\n4,3,1e12,1,[0-9a-f]{16},diverged,failed,\"?F1, epoch 1");
        assertThat(Files.readString(out.file("results.csv")))
                .contains("\n4,3,1e12,1,F1,diverged,,,1.0,1\n", "\n2,3,0.01,2,F2,diverged,,,0.0,1\n")
                .doesNotContain("\n3,3,0.01,3,", "\n4,3,1e12,1,F2");
        assertThat(SweepFindings.of(result).checks())
                .extracting(check -> check.held())
                .containsExactly(false);
    }

    @Test
    void anotherCellThanTheOneAskedForIsNone() {
        String other = plan.cells().get(1).description();
        RunDirectory out = RunDirectory.open(directory.resolve("other"));
        Map<Integer, String> failed = new SweepRun(plan, out)
                .run(workers(1, description -> CellRun.of(other)), (cell, state, error) -> {}, () -> false);
        assertThat(failed.keySet())
                .isEqualTo(Set.copyOf(plan.cells().stream()
                        .map(Cell::number)
                        .filter(n -> n != 2)
                        .toList()));
        assertThat(failed.values()).allMatch(error -> error.contains("another cell or version"));
    }

    @Test
    void whatAWorkerFindsWrongIsOneLine() {
        CellOutcome outcome = CellOutcome.of(CellRun.of("layers: 3"));
        assertThat(outcome.state()).isEqualTo(CellOutcome.State.FAILED);
        assertThat(outcome.error()).startsWith("run.yaml: layers (line 1): expected a list");
    }

    @Test
    void aPointHasMeanAndDeviationOverItsSeeds() throws IOException {
        RunDirectory out = run("spread", new Workers.Threads(2));
        SweepResult result = SweepResult.write(plan, out, Map.of());
        double[] scores = result.cells().subList(0, 3).stream()
                .mapToDouble(cell -> cell.last().get(new SweepResult.Place("F1", "test_accuracy", "")))
                .toArray();
        double mean = (scores[0] + scores[1] + scores[2]) / 3;
        List<org.apical.app.findings.Measure> measures =
                SweepFindings.of(result).measures().list();
        assertThat(measures)
                .filteredOn(m -> m.quantity().equals("test_accuracy")
                        && m.at().equals(Map.of(
                                "layers[0].units", "3",
                                "learning.optimiser.rate", "0.01",
                                "formulation", "F1",
                                "statistic", "mean")))
                .singleElement()
                .satisfies(m -> assertThat(m.value()).isCloseTo(mean, org.assertj.core.data.Offset.offset(1e-15)));
    }
}
