package org.apical.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apical.app.store.Checkpoints;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.neuron.random.RandomStreams;
import org.apical.neuron.transfer.Linear;
import org.apical.neuron.transfer.Tanh;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract of the command line: names, JSON keys, exit codes, one line for bad input. */
class CommandLineTest {
    @TempDir
    Path directory;

    private record Outcome(int exit, String out, String err) {
        void isOneLine(String... parts) {
            assertThat(exit).isEqualTo(2);
            assertThat(out).isEmpty();
            assertThat(err.strip().lines()).hasSize(1);
            assertThat(err).startsWith("apical: ").contains(parts);
        }
    }

    private static Outcome run(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        PrintStream oldOut = System.out;
        PrintStream oldErr = System.err;
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
        try {
            int exit = ApicalCommand.run(arguments);
            return new Outcome(exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(oldOut);
            System.setErr(oldErr);
        }
    }

    private static String recording(String name) {
        return Path.of("src/test/resources/recordings/" + name + ".h5").toString();
    }

    @Test
    void studiesAreListed() throws IOException {
        Outcome text = run("studies");
        assertThat(text.exit()).isZero();
        assertThat(text.out()).isEmpty();
        assertThat(text.err()).startsWith("controller");
        JsonNode json = new ObjectMapper().readTree(run("studies", "--json").out());
        assertThat(json.at("/studies/controller").asText()).isNotEmpty();
    }

    @Test
    void badUsageIsOneLineAndExitTwo() {
        run().isOneLine("expected a command");
        run("comprae").isOneLine("comprae");
        run("compare", "--tsak", "digits").isOneLine("--tsak");
        run("compare", "--task", "cifar").isOneLine("--task", "expected digits", "cifar");
        run("compare", "--spikes", "hh").isOneLine("--spikes", "escape or lif", "hh");
        run("run", "figure9").isOneLine("expected a study (controller", "figure9");
        run("compare", "--controller", "pid").isOneLine("--controller", "ideal, rate or spiking", "pid");
        run("compare", "--feedback", "copied").isOneLine("--feedback", "fixed or learned", "copied");
        run("compare", "--controller-neurons", "7").isOneLine("--controller-neurons", "even", "7");
        run("compare", "--controller-neurons", "0").isOneLine("--controller-neurons", "10000");
        run("compare", "--epochs", "many").isOneLine("--epochs", "many");
        run("compare", "--epochs", "-1").isOneLine("--epochs", "-1");
        run("compare", "--samples", "0").isOneLine("--samples", "1297");
        run("compare", "--samples", "1298").isOneLine("--samples", "1297", "1298");
        run("compare", "--learning-rate", "0").isOneLine("--learning-rate", "> 0", "0.0");
        run("compare", "--learning-rate", "fast").isOneLine("--learning-rate", "fast");
        run("compare", "--threads", "0").isOneLine("--threads", "0");
        run("compare", "--neurons", "0").isOneLine("--neurons", "100000");
        run("compare", "--neurons", "2147483647").isOneLine("--neurons", "100000");
        run("compare", "--out", "").isOneLine("--out", "empty");
        run("run").isOneLine("STUDY");
        run("run", "figure3").isOneLine("run: expected", "controller", "figure3");
        run("run", "controller", "--neurons", "7").isOneLine("--neurons", "even", "7");
        run("run", "controller", "--threads", "0").isOneLine("--threads", "0");
        run("run", "controller", "--out", "").isOneLine("--out", "empty");
        run("audit").isOneLine("FILE.yaml");
        run("audit", "absent.yaml").isOneLine("absent.yaml", "no such file");
        String digits = Path.of("..", "networks", "digits.yaml").toString();
        run("audit", digits).isOneLine("digits.yaml: learning: expected a section", "found none");
        run("audit", digits, "--threads", "0").isOneLine("--threads", "0");
        run("replay").isOneLine("CASE.h5");
        run("replay", "absent.h5").isOneLine("absent.h5", "no file");
        run("replay", recording("dfc_tanh"), "--tolerance", "NaN").isOneLine("--tolerance", "NaN");
    }

    @Test
    void directoryThatCannotBeWrittenIsRefusedBeforeAnythingRuns() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "not a directory");

        run("compare", "--quick", "--out", file.toString()).isOneLine("--out", "directory that can be written");
        run("compare", "--quick", "--out", file.resolve("below").toString()).isOneLine("--out", file.toString());
        assertThat(file).hasContent("not a directory");
        Files.createDirectories(directory.resolve("run/report.html"));
        run("compare", "--quick", "--out", directory.resolve("run").toString()).isOneLine("report.html", "not a file");
    }

    @Test
    void replayPrintsJsonAndNothingElse() throws IOException {
        Outcome outcome = run("replay", "--json", recording("dfc_linear"), recording("dfc_tanh"));

        assertThat(outcome.exit()).isZero();
        assertThat(outcome.err()).isEmpty();
        JsonNode json = new ObjectMapper().readTree(outcome.out());
        assertThat(json.get("passed").asBoolean()).isTrue();
        assertThat(json.get("cases")).hasSize(2);
        JsonNode first = json.get("cases").get(0);
        assertThat(first.get("kind").asText()).isEqualTo("deep-feedback-control");
        assertThat(first.get("passed").asBoolean()).isTrue();
        assertThat(first.get("max_relative_deviation").asDouble()).isBetween(0.0, 1e-9);
        assertThat(first.get("quantities").get("expected/analytic/u").asDouble())
                .isBetween(0.0, 1e-9);
    }

    @Test
    void replayThatMissesItsToleranceFails() {
        Outcome outcome = run("replay", "--tolerance", "1e-300", recording("dfc_tanh"));

        assertThat(outcome.exit()).isEqualTo(1);
        assertThat(outcome.err()).contains("FAILED");
    }

    @Test
    void sameSeedGivesTheSameMetricsOnOneAndTwoThreads() throws IOException {
        Path one = directory.resolve("one");
        Path two = directory.resolve("two");
        Outcome first = compare(one, "1", "7");
        Outcome second = compare(two, "2", "7");
        Outcome other = compare(directory.resolve("other"), "2", "8");

        assertThat(List.of(first.exit(), second.exit(), other.exit())).containsOnly(0);
        assertThat(metrics(two)).isEqualTo(metrics(one)).isNotEqualTo(metrics(directory.resolve("other")));
    }

    @Test
    void controllerOfNeuronsGivesTheSameMetricsOnOneAndTwoThreads() throws IOException {
        Path one = directory.resolve("one");
        Path two = directory.resolve("two");
        String[] spiking = {"--controller", "spiking", "--controller-neurons", "20"};
        Outcome first = compare(one, "1", "7", spiking);
        Outcome second = compare(two, "2", "7", spiking);

        assertThat(metrics(two))
                .isEqualTo(metrics(one))
                .contains("F3,controller_integral_largest", "F3,controller_error_largest")
                .doesNotContain("F1,controller", "F2,controller");
        assertThat(second.exit()).isEqualTo(first.exit());
        JsonNode json = new ObjectMapper().readTree(second.out());
        assertThat(json.get("controller").asText()).isEqualTo("spiking");
        assertThat(json.at("/formulations/F3/controller_integral_largest").asDouble())
                .isBetween(0.1, 2.0);
        assertThat(Files.readString(two.resolve("run.yaml")))
                .contains("--controller spiking --controller-neurons 20", "neuronsPerDimension: 20", "kind: SPIKING");
        assertThat(second.err()).contains("F3 controller, largest |u_int| / radius");
    }

    @Test
    void ratesOfNeuronsReplaceTheControllerOfF3Alone() throws IOException {
        Path ideal = directory.resolve("ideal");
        Path rate = directory.resolve("rate");
        assertThat(compare(ideal, "2", "7").exit()).isZero();
        assertThat(compare(rate, "2", "7", "--controller", "rate").exit()).isZero();
        String[] left = metrics(ideal).split("(?m)^F3", 2);
        String[] right = metrics(rate).split("(?m)^F3", 2);
        assertThat(right[0]).isEqualTo(left[0]);
        assertThat(right[1]).isNotEqualTo(left[1]);
    }

    /** Brief, on one thread and on two; what is learned in full is a matter of minutes. */
    @Test
    void feedbackLearnsInAllFormulationsAndGivesTheSameMetricsOnOneAndTwoThreads() throws IOException {
        Path one = directory.resolve("one");
        Path two = directory.resolve("two");
        String[] learned = {"--feedback", "learned", "--controller", "spiking", "--controller-neurons", "50"};
        Outcome first = compare(one, "1", "7", learned);
        Outcome second = compare(two, "2", "7", learned);

        assertThat(second.exit()).isEqualTo(first.exit());
        assertThat(metrics(two)).isEqualTo(metrics(one));
        JsonNode json = new ObjectMapper().readTree(second.out());
        assertThat(json.get("feedback").asText()).isEqualTo("learned");
        for (String id : List.of("F1", "F2", "F3")) {
            JsonNode f = json.get("formulations").get(id);
            double drawn = f.get("feedback_condition_2_drawn").asDouble();
            assertThat(drawn).isLessThan(0.6);
            assertThat(f.get("feedback_condition_2_pre_trained").asDouble()).isGreaterThan(drawn + 0.2);
            assertThat(metrics(one))
                    .contains(
                            id + ",feedback_condition_2_drawn,,,",
                            id + ",feedback_condition_2,,1,",
                            id + ",feedback_cosine_to_jacobian,2,0,",
                            id + ",update_angle_to_minimum_norm,,1,");
        }
        assertThat(Files.readString(two.resolve("run.yaml")))
                .contains("--feedback learned", "kind: LEARNED", "preTrainingEpochs: ");
        assertThat(second.err()).contains("F3 feedback before the first epoch, condition 2", "F3 as drawn");
    }

    private static Outcome compare(Path out, String threads, String seed, String... more) {
        String[] arguments = {
            "compare",
            "--quick",
            "--epochs",
            "1",
            "--samples",
            "64",
            "--json",
            "--seed",
            seed,
            "--threads",
            threads,
            "--out",
            out.toString()
        };
        return run(Stream.concat(Stream.of(arguments), Stream.of(more)).toArray(String[]::new));
    }

    private static String metrics(Path run) throws IOException {
        return Files.readAllLines(run.resolve("metrics.csv")).stream()
                .filter(line -> !line.endsWith(",s"))
                .collect(Collectors.joining("\n"));
    }

    private static String lastLine(Outcome outcome) {
        List<String> lines = outcome.err().strip().lines().toList();
        assertThat(lines).filteredOn(line -> line.startsWith("apical: ")).hasSize(1);
        assertThat(outcome.err()).doesNotContain("Exception", "\tat ");
        return lines.get(lines.size() - 1);
    }

    @Test
    void aLearningRateThatIsTooHighEndsTheRunAndKeepsWhatWasGood() throws IOException {
        Path run = directory.resolve("run");
        Outcome outcome = run("compare", "--quick", "--json", "--learning-rate", "1e3", "--out", run.toString());

        assertThat(outcome.exit()).isEqualTo(1);
        assertThat(outcome.out()).isEmpty();
        Path good = run.resolve("checkpoint").resolve("F1.weights");
        String message = lastLine(outcome);
        assertThat(message)
                .containsPattern("^apical: F1, epoch 1, batch \\d: ")
                .containsPattern("(error|potential|weight) of layer [12] \\(\\w+( 1)?\\)")
                .containsPattern("step \\d+ of 500")
                .contains("lower the learning rate", good.toString(), "before learning");
        assertThat(Files.readString(run.resolve("log.txt"))).contains(message.substring("apical: ".length()));
        assertThat(Files.readString(run.resolve("metrics.csv")))
                .contains("F1,test_accuracy,,0,", "F1,update_cosine_to_F1")
                .doesNotContain("F1,test_accuracy,,1,", "F2");

        NetworkDescription network = new NetworkDescription(List.of(64, 64, 10), new Tanh(), new Linear());
        NetworkWeights kept = Checkpoints.read(run, "F1").checkpoint().weights(network, "kept");
        NetworkWeights initial = NetworkWeights.draw(network, new RandomStreams(1));
        for (int l = 0; l < 2; l++) {
            assertThat(kept.forward(l)).isEqualTo(initial.forward(l));
            assertThat(kept.feedback(l)).isEqualTo(initial.feedback(l));
        }
    }

    @Test
    void aControllerThatIsTooFastIsFoundWithinThePresentation() throws IOException {
        String digits = Files.readString(Path.of("..", "networks", "digits.yaml"));
        Path file = directory.resolve("fast.yaml");
        Files.writeString(file, digits.replace("tauUMs: 400", "tauUMs: 2"));
        Path run = directory.resolve("fast");
        Outcome outcome = run("run", file.toString(), "--json", "--out", run.toString());

        assertThat(outcome.exit()).isEqualTo(1);
        assertThat(outcome.out()).isEmpty();
        String message = lastLine(outcome);
        assertThat(message)
                .startsWith("apical: F1: output error of layer 2 (classes)")
                .containsPattern("step \\d{4} of 3001")
                .contains("a longer tau_u");
        assertThat(Files.readString(run.resolve("log.txt"))).contains(message.substring("apical: ".length()));
    }

    /** A code of 2 V for a unit of v: F1 knows nothing of it, no membrane of F2 bears it. What F1 measured stays. */
    @Test
    void aLaterFormulationThatDivergesLeavesTheMetricsOfTheFormer() throws IOException {
        String digits = Files.readString(Path.of("..", "networks", "digits.yaml"));
        Path file = directory.resolve("volts.yaml");
        Files.writeString(file, digits.replace("scaleMv: 5", "scaleMv: 2000"));
        Path run = directory.resolve("volts");
        Outcome outcome = run("run", file.toString(), "--out", run.toString());

        assertThat(outcome.exit()).isEqualTo(1);
        assertThat(lastLine(outcome))
                .startsWith("apical: F2: ")
                .contains("potential of layer 1 (hidden), unit ", " mV at step ", "at most 1000 mV");
        assertThat(Files.readString(run.resolve("metrics.csv")))
                .contains("F1,potential_rms,classes")
                .doesNotContain("F2");
    }

    @Test
    void auditLeavesWholeFilesAndKeepsItsJsonContract() throws IOException {
        String text = Files.readString(Path.of("..", "networks", "audit.yaml"))
                .replace("name: hidden, units: 64", "name: hidden, units: 6")
                .replace("controlledMs: 500", "controlledMs: 60")
                .replace("samples: 1297", "samples: 32")
                .replace("batch: 32", "batch: 16");
        Path file = Files.writeString(directory.resolve("small.yaml"), text);
        Path run = directory.resolve("audit");
        Outcome outcome = run("audit", file.toString(), "--quick", "--json", "--out", run.toString());

        assertThat(outcome.exit()).isZero();
        assertThat(outcome.err()).contains("Weights copied?", "Bears noise");
        assertThat(outcome.err().lines().filter(line -> line.length() > 100)).isEmpty();
        try (Stream<Path> files = Files.list(run)) {
            assertThat(files.map(f -> f.getFileName().toString()))
                    .containsExactlyInAnyOrder("report.html", "metrics.csv", "network.yaml", "run.yaml", "log.txt");
        }
        JsonNode json = new ObjectMapper().readTree(outcome.out());
        assertThat(json.get("passed").asBoolean()).isTrue();
        assertThat(json.get("rules")).hasSize(2);
        assertThat(json.at("/rules/0/layers/0/differ_poisoned").asInt()).isZero();
        assertThat(json.at("/rules/1/quantities/1/since_start").asBoolean()).isTrue();
        assertThat(json.get("pathways")).hasSize(5);
        assertThat(json.at("/weight_transport/copied").asBoolean()).isFalse();
        assertThat(json.at("/weight_transport/total/cosine_to_weights_start").asDouble())
                .isBetween(-0.5, 0.5);
        assertThat(json.at("/phases/needs_phase_signal").asBoolean()).isFalse();
        assertThat(json.get("signs")).hasSize(4);
        assertThat(json.get("feedback_strength")).hasSize(2);
        for (String what : List.of("noise", "delay", "sparsity", "conductance", "coupling")) {
            assertThat(json.at("/tolerance/" + what)).isNotEmpty();
        }
        assertThat(json.get("report").asText()).endsWith("report.html");
        assertThat(Files.readString(run.resolve("run.yaml"))).contains("audit", "seed: 1");
        assertThat(org.apical.app.model.NetworkFile.read(run.resolve("network.yaml")))
                .isEqualTo(org.apical.app.model.NetworkFile.read(file));
    }

    @Test
    void compareLeavesWholeFilesAndKeepsItsJsonContract() throws IOException {
        Path run = directory.resolve("run");
        Outcome outcome = compare(run, "2", "1");

        try (Stream<Path> files = Files.list(run)) {
            assertThat(files.map(f -> f.getFileName().toString()))
                    .containsExactlyInAnyOrder(
                            "report.html", "metrics.csv", "recording.h5", "run.yaml", "log.txt", "checkpoint");
        }
        for (String id : List.of("F1", "F2", "F3")) {
            Checkpoints.Restored last = Checkpoints.read(run, id);
            assertThat(last.complaint()).isEmpty();
            assertThat(last.checkpoint().epoch()).isEqualTo(1);
            assertThat(run.resolve("checkpoint").resolve(id + ".weights.1")).isRegularFile();
        }
        JsonNode json = new ObjectMapper().readTree(outcome.out());
        assertThat(json.get("task").asText()).isEqualTo("digits");
        assertThat(json.get("seed").asLong()).isEqualTo(1);
        assertThat(json.get("report").asText()).endsWith("report.html");
        for (String id : List.of("F1", "F2", "F3")) {
            JsonNode f = json.get("formulations").get(id);
            assertThat(f.get("test_accuracy").asDouble()).isBetween(0.0, 1.0);
            assertThat(f.get("seconds").asDouble()).isPositive();
            assertThat(f.get("update_cosine_to_F1").asDouble()).isBetween(0.98, 1.0 + 1e-12);
            assertThat(f.get("steady_state_deviation").asDouble()).isNotNegative();
        }
        assertThat(json.get("formulations")
                        .get("F2")
                        .get("steady_state_deviation")
                        .asDouble())
                .isLessThan(1e-7);
    }
}
