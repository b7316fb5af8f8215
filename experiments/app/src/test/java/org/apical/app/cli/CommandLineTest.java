package org.apical.app.cli;

import static org.apical.app.cli.CommandOutcome.metrics;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apical.app.experiment.ExperimentFile;
import org.apical.app.experiment.Formulations;
import org.apical.app.store.Checkpoints;
import org.apical.app.study.Studies;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.neuron.kernel.MatrixProduct;
import org.apical.neuron.random.RandomStreams;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract of the command line: names, JSON keys, exit codes, one line for bad input. */
class CommandLineTest {
    @TempDir
    Path directory;

    private static CommandOutcome run(String... arguments) {
        return CommandOutcome.of(arguments);
    }

    private static Path network(String name) {
        return Path.of("..", "networks", name);
    }

    /** The network of the embedded digits. */
    private static NetworkDescription digits() {
        MatrixProduct product = MatrixProduct.detect();
        return new Formulations(ExperimentFile.embedded("digits.yaml").experiment(product), product).network();
    }

    private static String recording(String name) {
        return Path.of("src/test/resources/recordings/" + name + ".h5").toString();
    }

    @Test
    void studiesAreListed() throws IOException {
        CommandOutcome text = run("studies");
        assertThat(text.exit()).isZero();
        assertThat(text.out()).isEmpty();
        assertThat(text.err()).startsWith("controller");
        assertThat(text.err().lines())
                .hasSize(Studies.ALL.size())
                .allMatch(line -> line.matches("\\S+ +\\d+ (s|min)  .+ \\(.+\\)"), "name, time, question, source");
        JsonNode json = run("studies", "--json").json();
        assertThat(json.at("/studies/controller").asText()).isNotEmpty();
        assertThat(json.at("/sources/controller").asText()).isNotEmpty();
        assertThat(json.at("/minutes/controller").asDouble()).isPositive();
    }

    @Test
    void badUsageIsOneLineAndExitTwo() {
        run().isOneLine("expected a command");
        run("comprae").isOneLine("comprae");
        run("compare", "--tsak", "digits").isOneLine("--tsak");
        run("compare", "--task", "cifar").isOneLine("--task: data.set", "expected one of digits");
        run("compare", "--spikes", "hh")
                .isOneLine("--spikes: spikes.soma", "expected one of escape, escape with reset, lif", "hh");
        run("run", "figure9").isOneLine("expected a study (controller", "figure9");
        run("compare", "--controller", "pid")
                .isOneLine("--controller: controller.kind", "expected one of none, ideal", "found 'pid'");
        run("compare", "--feedback", "copied").isOneLine("--feedback", "fixed or learned", "copied");
        String[] spiking = {"compare", "--controller", "spiking", "--controller-neurons"};
        run(spiking[0], spiking[1], spiking[2], spiking[3], "7").isOneLine("--controller-neurons", "even", "7");
        run(spiking[0], spiking[1], spiking[2], spiking[3], "0").isOneLine("--controller-neurons", "100000", "'0'");
        run("compare", "--controller-neurons", "50")
                .isOneLine("--controller-neurons: controller.neurons", "expected one of", "found the key 'neurons'");
        run("compare", "--epochs", "many").isOneLine("--epochs", "many");
        run("compare", "--epochs", "-1").isOneLine("--epochs", "-1");
        run("compare", "--samples", "0").isOneLine("--samples", "expected a number > 0");
        run("compare", "--samples", "1298").isOneLine("--samples: data.train", "must be 1 to 1297", "1298");
        run("compare", "--learning-rate", "0").isOneLine("--learning-rate: learning.optimiser.rate", "> 0", "'0'");
        run("compare", "--learning-rate", "fast").isOneLine("--learning-rate", "fast");
        run("compare", "--threads", "0").isOneLine("--threads", "0");
        run("compare", "--neurons", "0").isOneLine("--neurons", "100000");
        run("compare", "--neurons", "2147483647").isOneLine("--neurons", "100000");
        run("compare", "--out", "").isOneLine("--out", "empty");
        run("run").isOneLine("STUDY");
        run("run", "figure3").isOneLine("run: expected", "controller", "figure3");
        run("run", "controller", "--neurons", "7").isOneLine("--neurons", "even", "7");
        run("run", "controller", "--seeds", "2").isOneLine("--seeds", "a study that has this option", "controller");
        run("run", "table1", "--seeds", "0").isOneLine("--seeds", "1", "0");
        run("run", "controller", "--threads", "0").isOneLine("--threads", "0");
        run("run", "controller", "--out", "").isOneLine("--out", "empty");
        run("audit").isOneLine("FILE.yaml");
        run("audit", "absent.yaml").isOneLine("absent.yaml", "no such file");
        String unlearned = network("spiking-controller.yaml").toString();
        run("audit", unlearned).isOneLine("spiking-controller.yaml: expected the key data", "found none");
        run("compare", unlearned).isOneLine("spiking-controller.yaml: expected the key data", "found none");
        run("audit", network("audit.yaml").toString(), "--threads", "0").isOneLine("--threads", "0");
        run("replay").isOneLine("CASE.h5");
        run("replay", "absent.h5").isOneLine("absent.h5", "no file");
        run("replay", recording("dfc_tanh"), "--tolerance", "NaN").isOneLine("--tolerance", "NaN");
    }

    /** Of an experiment whose controller has parameters, which none does not. */
    @Test
    void aControllerIsSwitchedOffByItsOption() {
        CommandOutcome outcome =
                run(words("compare --samples 16 --epochs 0 --neurons 2 --set data.test=5 --controller none --out"));
        assertThat(outcome.exit()).as(outcome.err()).isNotEqualTo(ApicalCommand.BAD_INPUT);
        assertThat(directory.resolve("run/run.yaml")).content().contains("controller: none");
    }

    /** Whose loop has no steady state, which is a finding about F1 and no reason to forget the rest. */
    @Test
    void feedbackWithoutASteadyStateIsCompared() throws IOException {
        CommandOutcome outcome =
                run(words("compare --quick --samples 48 --epochs 1 --neurons 6 --feedback learned --out"));
        assertThat(outcome.exit()).isEqualTo(ApicalCommand.FAILED);
        assertThat(outcome.err())
                .contains(
                        "FAILED F1 steady state under control, residual in layer output: 2.4104, expected <= 1.0e-12");
        assertThat(metrics(directory.resolve("run"))).contains("F1,test_accuracy,,1,");
        assertThat(directory.resolve("run/report.html")).isRegularFile();
        assertThat(directory.resolve("run/recording.h5")).isRegularFile();
    }

    private String[] words(String command) {
        return (command + " " + directory.resolve("run")).split(" ");
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
        CommandOutcome outcome = run("replay", "--json", recording("dfc_linear"), recording("dfc_tanh"));

        assertThat(outcome.exit()).isZero();
        assertThat(outcome.err()).isEmpty();
        JsonNode json = outcome.json();
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
        CommandOutcome outcome = run("replay", "--tolerance", "1e-300", recording("dfc_tanh"));

        assertThat(outcome.exit()).isEqualTo(1);
        assertThat(outcome.err()).contains("FAILED");
    }

    @Test
    void sameSeedGivesTheSameMetricsOnOneAndTwoThreads() throws IOException {
        Path one = directory.resolve("one");
        Path two = directory.resolve("two");
        CommandOutcome first = compare(one, "1", "7");
        CommandOutcome second = compare(two, "2", "7");
        CommandOutcome other = compare(directory.resolve("other"), "2", "8");

        assertThat(List.of(first.exit(), second.exit(), other.exit())).containsOnly(0);
        assertThat(metrics(two)).isEqualTo(metrics(one)).isNotEqualTo(metrics(directory.resolve("other")));
    }

    @Test
    void controllerOfNeuronsGivesTheSameMetricsOnOneAndTwoThreads() throws IOException {
        Path one = directory.resolve("one");
        Path two = directory.resolve("two");
        String[] spiking = {"--controller", "spiking", "--controller-neurons", "20"};
        CommandOutcome first = compare(one, "1", "7", spiking);
        CommandOutcome second = compare(two, "2", "7", spiking);

        assertThat(metrics(two))
                .isEqualTo(metrics(one))
                .contains("F3,controller_integral_largest", "F3,controller_error_largest")
                .doesNotContain("F1,controller", "F2,controller");
        assertThat(second.exit()).isEqualTo(first.exit());
        assertThat(second.json()
                        .at("/formulations/F3/controller_integral_largest")
                        .asDouble())
                .isBetween(0.1, 2.0);
        assertThat(Files.readString(two.resolve("run.yaml")))
                .contains("--controller spiking --controller-neurons 20", "  neurons: 20", "  kind: spiking");
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
        CommandOutcome first = compare(one, "1", "7", learned);
        CommandOutcome second = compare(two, "2", "7", learned);

        assertThat(second.exit()).isEqualTo(first.exit());
        assertThat(metrics(two)).isEqualTo(metrics(one));
        JsonNode json = second.json();
        for (String id : List.of("F1", "F2", "F3")) {
            JsonNode f = json.get("formulations").get(id);
            double drawn = f.get("feedback_condition_2_drawn").asDouble();
            assertThat(drawn).isLessThan(0.6);
            assertThat(value(metrics(one), id + ",feedback_condition_2,,0,")).isGreaterThan(drawn + 0.2);
            assertThat(metrics(one))
                    .contains(
                            id + ",feedback_condition_2_drawn,,,",
                            id + ",feedback_condition_2,,1,",
                            id + ",feedback_cosine_to_jacobian,2,0,",
                            id + ",update_angle_to_minimum_norm,,1,");
        }
        assertThat(Files.readString(two.resolve("run.yaml")))
                .contains("--feedback learned", "    learned:", "preTrainingEpochs: 12");
        assertThat(second.err()).contains("F3 feedback before the first epoch, condition 2", "F3 as drawn");
    }

    /** The number in the row that begins so. */
    /** Batches are sent to a cluster where an experiment learns from them block by block. */
    @Test
    void aMasterIsForExperimentsThatLearnUnderControl(@TempDir Path out) {
        for (List<String> refused : List.of(
                List.of("run", "student", "--quick"),
                List.of("run", network("recurrent.yaml").toString()),
                List.of(
                        "run",
                        network("xor.yaml").toString(),
                        "--set",
                        "learning.method=backprop",
                        "--set",
                        "formulations=[F1]"))) {
            List<String> arguments = new ArrayList<>(refused);
            arguments.addAll(List.of(
                    "--master", "spark://nowhere:1", "--out", out.resolve("x").toString()));
            CommandOutcome outcome = run(arguments.toArray(String[]::new));
            assertThat(outcome.exit()).as(outcome.err()).isEqualTo(2);
            assertThat(outcome.err()).contains("--master: expected").containsOnlyOnce("\n");
            assertThat(out.resolve("x")).doesNotExist();
        }
    }

    private static double value(String metrics, String row) {
        String line = metrics.lines()
                .filter(l -> l.startsWith(row))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no row " + row));
        return Double.parseDouble(line.substring(row.length()).split(",")[0]);
    }

    private static CommandOutcome compare(Path out, String threads, String seed, String... more) {
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

    @Test
    void aLearningRateThatIsTooHighEndsTheRunAndKeepsWhatWasGood() throws IOException {
        Path run = directory.resolve("run");
        CommandOutcome outcome = run("compare", "--quick", "--json", "--learning-rate", "1e3", "--out", run.toString());

        assertThat(outcome.exit()).isEqualTo(1);
        assertThat(outcome.out()).isEmpty();
        Path good = run.resolve("checkpoint").resolve("F1.weights");
        String message = outcome.lastLine();
        assertThat(message)
                .containsPattern("^apical: F1, epoch 1, batch \\d: ")
                .containsPattern("(error|potential|weight) of layer [12] \\(\\w+( 1)?\\)")
                .containsPattern("step \\d+ of 500")
                .contains("lower the learning rate", good.toString(), "before learning");
        assertThat(Files.readString(run.resolve("log.txt"))).contains(message.substring("apical: ".length()));
        assertThat(Files.readString(run.resolve("metrics.csv")))
                .contains("F1,test_accuracy,,0,", "F1,update_cosine_to_F1")
                .doesNotContain("F1,test_accuracy,,1,", "F2");

        NetworkDescription network = digits();
        NetworkWeights kept = Checkpoints.read(run, "F1").checkpoint().weights(network, "kept");
        NetworkWeights initial = NetworkWeights.draw(network, new RandomStreams(1));
        for (int l = 0; l < 2; l++) {
            assertThat(kept.forward(l)).isEqualTo(initial.forward(l));
            assertThat(kept.feedback(l)).isEqualTo(initial.feedback(l));
        }
    }

    @Test
    void aControllerThatIsTooFastIsFoundWithinThePresentation() throws IOException {
        String network = Files.readString(network("spiking-controller.yaml"));
        Path file = directory.resolve("fast.yaml");
        Files.writeString(file, network.replace("tauUMs: 400", "tauUMs: 2"));
        Path run = directory.resolve("fast");
        CommandOutcome outcome = run("run", file.toString(), "--json", "--out", run.toString());

        assertThat(outcome.exit()).isEqualTo(1);
        assertThat(outcome.out()).isEmpty();
        String message = outcome.lastLine();
        assertThat(message)
                .startsWith("apical: F1: output error of layer 2 (classes)")
                .containsPattern("step \\d{4} of 3001")
                .contains("a longer tau_u");
        assertThat(Files.readString(run.resolve("log.txt"))).contains(message.substring("apical: ".length()));
    }

    /** A code of 2 V for a unit of v: F1 knows nothing of it, no membrane of F2 bears it. What F1 measured stays. */
    @Test
    void aLaterFormulationThatDivergesLeavesTheMetricsOfTheFormer() throws IOException {
        String network = Files.readString(network("spiking-controller.yaml"));
        Path file = directory.resolve("volts.yaml");
        Files.writeString(
                file, network + "neurons: {hidden: {offsetMv: 7, scaleMv: 2000, baselineHz: 100, gainHz: 100}}\n");
        Path run = directory.resolve("volts");
        CommandOutcome outcome = run("run", file.toString(), "--out", run.toString());

        assertThat(outcome.exit()).isEqualTo(1);
        assertThat(outcome.lastLine())
                .startsWith("apical: F2: ")
                .contains("potential of layer 1 (hidden), unit ", " mV at step ", "at most 1000 mV");
        assertThat(Files.readString(run.resolve("metrics.csv")))
                .contains("F1,potential_rms,classes")
                .doesNotContain("F2");
    }

    @Test
    void auditLeavesWholeFilesAndKeepsItsJsonContract() throws IOException {
        String text = Files.readString(network("audit.yaml"))
                .replace("name: hidden, units: 64", "name: hidden, units: 6")
                .replace("controlledMs: 500", "controlledMs: 60")
                .replace("train: 1297", "train: 32")
                .replace("batch: 32", "batch: 16");
        Path file = Files.writeString(directory.resolve("small.yaml"), text);
        Path run = directory.resolve("audit");
        CommandOutcome outcome = run("audit", file.toString(), "--quick", "--json", "--out", run.toString());

        assertThat(outcome.exit()).isZero();
        assertThat(outcome.err()).contains("Are weights copied?", "Does it learn?");
        assertThat(outcome.err().lines().filter(line -> line.length() > 100)).isEmpty();
        try (Stream<Path> files = Files.list(run)) {
            assertThat(files.map(f -> f.getFileName().toString()))
                    .containsExactlyInAnyOrder("report.html", "metrics.csv", "run.yaml", "log.txt", ".lock");
        }
        JsonNode json = outcome.json();
        assertThat(json.get("passed").asBoolean()).isTrue();
        Map<String, List<Double>> measured = new HashMap<>();
        json.get("measures")
                .forEach(m -> measured.computeIfAbsent(m.get("quantity").asText(), q -> new ArrayList<>())
                        .add(m.get("value").asDouble()));
        assertThat(measured.get("weights_that_differ_poisoned")).hasSize(3 * 4).containsOnly(0.0);
        assertThat(measured.get("weights_that_differ_alone")).hasSize(3 * 4).containsOnly(0.0);
        assertThat(measured.get("pathway_delay")).hasSize(3 * 5);
        assertThat(measured.get("weights_copied")).hasSize(3).containsOnly(0.0);
        assertThat(measured.get("ungated_update_cosine")).hasSize(3 * 2);
        assertThat(measured.get("feedback_cosine_to_weights"))
                .allSatisfy(cosine -> assertThat(cosine).isBetween(-0.5, 0.5));
        assertThat(measured.get("weights_of_changed_sign")).hasSize(3 * 4);
        List<String> changed = new ArrayList<>();
        json.get("measures").forEach(m -> changed.add(m.get("of").toString()));
        for (String what : List.of("noise", "delay", "feedback", "conductance", "over", "no feedback", "backprop")) {
            assertThat(changed).anyMatch(of -> of.contains(what));
        }
        assertThat(json.get("answers")).hasSizeGreaterThan(30).allSatisfy(answer -> {
            assertThat(answer.get("question").asText()).endsWith("?");
            assertThat(answer.get("verdict").asText()).isNotEmpty();
        });
        assertThat(json.get("answers").get(0).get("networks").asInt()).isEqualTo(3);
        assertThat(json.get("report").asText()).endsWith("report.html");
        assertThat(Files.readString(run.resolve("run.yaml"))).contains("question: audit", "seed: 1");
        MatrixProduct product = MatrixProduct.detect();
        assertThat(ExperimentFile.read(run.resolve("run.yaml")).audited(product))
                .isEqualTo(ExperimentFile.read(file).audited(product));
    }

    @Test
    void compareLeavesWholeFilesAndKeepsItsJsonContract() throws IOException {
        Path run = directory.resolve("run");
        CommandOutcome outcome = compare(run, "2", "1");

        try (Stream<Path> files = Files.list(run)) {
            assertThat(files.map(f -> f.getFileName().toString()))
                    .containsExactlyInAnyOrder(
                            "report.html", "metrics.csv", "recording.h5", "run.yaml", "log.txt", ".lock", "checkpoint");
        }
        for (String id : List.of("F1", "F2", "F3")) {
            Checkpoints.Restored last = Checkpoints.read(run, id);
            assertThat(last.complaint()).isEmpty();
            assertThat(last.checkpoint().epoch()).isEqualTo(1);
            assertThat(run.resolve("checkpoint").resolve(id + ".weights.1")).isRegularFile();
        }
        JsonNode json = outcome.json();
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
