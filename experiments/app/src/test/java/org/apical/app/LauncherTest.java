package org.apical.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code experiments/apical} in a house of its own, with a Maven that notes that it was asked and a Java that prints its arguments. */
@DisabledOnOs(OS.WINDOWS)
@Timeout(120)
class LauncherTest {
    private static final Path LAUNCHER = Path.of("../apical");
    private static final String MAVEN = """
            #!/bin/sh
            echo build >>"$HOUSE/builds"
            while [ -f "$HOUSE/hold" ]; do sleep 0.1; done
            [ -z "${FAIL:-}" ] || { echo "[ERROR] no such symbol"; exit 1; }
            mkdir -p "$HOUSE/experiments/app/target/lib"
            touch "$HOUSE/experiments/app/target/apical-app.jar" "$HOUSE/experiments/app/target/lib/picocli-1.jar"
            touch "$HOUSE/experiments/app/target/lib/logback-1.jar"
            case $* in
                *"-pl experiments/sweep "*)
                    mkdir -p "$HOUSE/experiments/sweep/target/spark/jars"
                    touch "$HOUSE/experiments/sweep/target/spark/jars/apical-sweep.jar" "$HOUSE/experiments/sweep/target/spark/jars/spark-core.jar"
                    ;;
            esac
            """;
    private static final String JAVA = """
            #!/bin/sh
            case $* in *JavaOptions) echo "--add-opens=java.base/x --add-opens=java.base/y"; exit ;; esac
            echo "java $*"
            exit "${EXIT:-0}"
            """;

    @TempDir
    private Path directory;

    private Path house;

    @BeforeEach
    void furnish() throws IOException {
        house = directory.resolve("a house");
        for (String module : List.of("neuron-model", "network", "plasticity", "experiments/app", "experiments/sweep")) {
            write(module + "/pom.xml", "");
            write(module + "/src/main/java/A.java", "");
            write(module + "/src/test/java/ATest.java", "");
        }
        write("pom.xml", "");
        script("experiments/apical", Files.readString(LAUNCHER));
        script("mvn", MAVEN);
        script("jdk/bin/java", JAVA);
        write("jdk/release", "IMPLEMENTOR=\"Nobody\"\nJAVA_VERSION=\"17.0.1\"\nLIBC=\"gnu\"\n");
    }

    private record Outcome(int exit, String text) {}

    @Test
    void buildsOnFirstUseAndNotAgain() throws Exception {
        Outcome first = run("compare", "--out", "a b");
        Outcome second = run("replay");

        assertThat(first.text()).contains("building").endsWith("org.apical.app.Main compare --out a b\n");
        assertThat(second.text()).doesNotContain("building").endsWith("org.apical.app.Main replay\n");
        assertThat(second.text()).doesNotContain("SharedArchiveFile").contains("-Xshare:auto");
        assertThat(builds()).isEqualTo(1);
    }

    @Test
    void sparkIsBuiltAndOnTheClassPathWhereItIsAskedForAndNowhereElse() throws Exception {
        for (List<String> none : List.of(
                List.of("compare", "--out", "a"),
                List.of("run", "a.yaml"),
                List.of("audit", "--out", "--master"),
                List.of("sweep", "a.yaml"),
                List.of("sweep", "--help"))) {
            assertThat(run(none.toArray(String[]::new)).text()).doesNotContain("spark", "add-opens", "apical.jars");
        }
        assertThat(house.resolve("experiments/sweep/target")).doesNotExist();
        assertThat(builds()).isEqualTo(1);

        String first = run("sweep", "a.yaml", "--master", "local[2]").text();
        assertThat(first)
                .contains("building", "spark/jars/spark-core.jar", " --add-opens=java.base/y ")
                .containsPattern("apical.jars=[^ ]*( house[^ ]*)+apical-sweep.jar")
                .doesNotContain("logback")
                .endsWith("org.apical.app.Main sweep a.yaml --master local[2]\n");
        assertThat(run("sweep", "a.yaml", "--master=local").text())
                .contains("spark/jars/spark-core.jar")
                .doesNotContain("building");
        for (String learning : List.of("run", "compare")) {
            assertThat(run(learning, "a.yaml", "--master", "local").text()).contains("spark/jars/spark-core.jar");
        }
        assertThat(run("compare").text()).doesNotContain("spark", "building");
        assertThat(builds()).isEqualTo(2);

        Files.setLastModifiedTime(
                house.resolve("experiments/sweep/src/main/java/A.java"), FileTime.from(Instant.now()));
        assertThat(run("compare").text()).doesNotContain("building");
        assertThat(run("sweep", "a.yaml", "--master=local").text()).contains("building");
        Files.setLastModifiedTime(house.resolve("network/src/main/java/A.java"), FileTime.from(Instant.now()));
        assertThat(run("compare").text()).contains("building");
        assertThat(run("sweep", "a.yaml", "--master=local").text()).contains("building");
        assertThat(builds()).isEqualTo(5);
    }

    @Test
    void theExitCodeIsThatOfTheProgram() throws Exception {
        run();
        assertThat(run(launcher("EXIT=3", "audit")).exit()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "network/src/main/java/A.java",
                "experiments/app/src/main/java/A.java",
                "pom.xml",
                "plasticity/pom.xml"
            })
    void anEditedSourceIsBuilt(String source) throws Exception {
        run();
        Files.setLastModifiedTime(house.resolve(source), FileTime.from(Instant.now()));
        run();
        assertThat(builds()).isEqualTo(2);
    }

    @Test
    void aDeletedSourceIsBuiltAnEditedTestIsNot() throws Exception {
        run();
        write("network/src/test/java/ATest.java", "class ATest {}");
        run();
        assertThat(builds()).isEqualTo(1);
        Files.delete(house.resolve("network/src/main/java/A.java"));
        run();
        assertThat(builds()).isEqualTo(2);
    }

    @Test
    void launchersAtOnceBuildOnce() throws Exception {
        write("hold", "");
        List<Process> launchers = new ArrayList<>();
        for (int k = 0; k < 4; k++) {
            launchers.add(launcher("", "studies")
                    .redirectOutput(house.resolve("out" + k).toFile())
                    .start());
        }
        while (waiting() < 3) {
            assertThat(launchers).allMatch(Process::isAlive);
            Thread.sleep(50);
        }
        Files.delete(house.resolve("hold"));
        for (int k = 0; k < 4; k++) {
            assertThat(launchers.get(k).waitFor()).isZero();
            assertThat(house.resolve("out" + k)).content().contains("Main studies");
        }
        assertThat(builds()).isEqualTo(1);
        assertThat(house.resolve("experiments/app/target/building")).doesNotExist();
    }

    private int waiting() throws IOException {
        int waiting = 0;
        for (int k = 0; k < 4; k++) {
            waiting += Files.readString(house.resolve("out" + k)).contains("waiting for the build of another") ? 1 : 0;
        }
        return waiting;
    }

    @Test
    void aFailedBuildLeavesNoMark() throws Exception {
        Outcome failed = run(launcher("FAIL=1", "studies"));

        assertThat(failed.exit()).isEqualTo(1);
        assertThat(failed.text()).contains("no such symbol", "the build failed").doesNotContain("java ");
        assertThat(house.resolve("experiments/app/target/built")).doesNotExist();
        assertThat(run("studies").exit()).isZero();
        write("pom.xml", "changed");
        assertThat(run(launcher("FAIL=1", "studies")).exit()).isEqualTo(1);
        assertThat(house.resolve("experiments/app/target/built")).doesNotExist();
    }

    @Test
    void aKilledBuilderIsSucceeded() throws Exception {
        Process gone = new ProcessBuilder("true").start();
        gone.waitFor();
        write("experiments/app/target/building/owner", gone.pid() + "\n");

        assertThat(run("studies").exit()).isZero();
        assertThat(builds()).isEqualTo(1);
        assertThat(house.resolve("experiments/app/target/building")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"11.0.2", "1.8.0_292"})
    void anOldJdkIsRefusedInOneLine(String version) throws Exception {
        write("jdk/release", "JAVA_VERSION=\"" + version + "\"\n");
        Outcome outcome = run("studies");
        assertThat(outcome.exit()).isEqualTo(2);
        assertThat(outcome.text()).isEqualTo("apical: expected JDK 17 or newer, found version " + version + "\n");
        assertThat(builds()).isZero();
    }

    @Test
    void aMissingJdkIsNamed() throws Exception {
        Files.delete(house.resolve("jdk/bin/java"));
        Outcome outcome = run("studies");
        assertThat(outcome.exit()).isEqualTo(2);
        assertThat(outcome.text()).containsOnlyOnce("\n").contains("expected a JDK 17 or newer");
    }

    private int builds() throws IOException {
        Path builds = house.resolve("builds");
        return Files.exists(builds) ? Files.readAllLines(builds).size() : 0;
    }

    private Outcome run(String... arguments) throws Exception {
        return run(launcher("", arguments));
    }

    private static Outcome run(ProcessBuilder launcher) throws Exception {
        Process process = launcher.start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Outcome(process.waitFor(), text);
    }

    /** @param variable "NAME=value", or empty */
    private ProcessBuilder launcher(String variable, String... arguments) {
        List<String> command =
                new ArrayList<>(List.of(house.resolve("experiments/apical").toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("HOUSE", house.toString());
        builder.environment().put("JAVA_HOME", house.resolve("jdk").toString());
        builder.environment().put("MVN", house.resolve("mvn").toString());
        builder.environment().remove("APICAL_JAVA_OPTS");
        if (!variable.isEmpty()) {
            builder.environment().put(variable.split("=")[0], variable.split("=")[1]);
        }
        return builder;
    }

    private void write(String name, String text) throws IOException {
        Path file = house.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private void script(String name, String text) throws IOException {
        write(name, text);
        Files.setPosixFilePermissions(house.resolve(name), PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
