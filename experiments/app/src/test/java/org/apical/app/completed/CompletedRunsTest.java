package org.apical.app.completed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apical.app.UserError;
import org.apical.app.cli.ApicalCommand;
import org.apical.app.findings.Findings;
import org.apical.app.findings.Section.Panels;
import org.apical.app.findings.Section.Table;
import org.apical.app.findings.Section.Text;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompletedRunsTest {
    private static final String METRICS = """
            formulation,quantity,layer,epoch,value,unit
            F1,test_accuracy,,0,0.1,1
            F1,test_accuracy,,1,%s,1
            F1,cosine,hidden,,0.99,1
            F1,training_time,,,12.5,s
            """;

    @TempDir
    private Path directory;

    private Path run(String name, String state, String rate, String metrics) throws IOException {
        Path run = Files.createDirectories(directory.resolve(name));
        Files.writeString(run.resolve("run.yaml"), """
                run: {id: abc, state: %s, machine: {threads: 2}}
                learning: {rate: %s, epochs: 1}
                seed: 1
                """.formatted(state, rate));
        Files.writeString(run.resolve("metrics.csv"), metrics);
        return run;
    }

    @Test
    void whatDiffersCurvesAndResults() throws IOException {
        List<CompletedRun> runs = List.of(
                CompletedRun.of(run("slow", "complete", "0.1", METRICS.formatted("0.5"))),
                CompletedRun.of(run("fast", "complete", "0.3", METRICS.formatted("0.75"))),
                CompletedRun.of(run("x/fast", "complete", "0.3", METRICS.formatted("0.7"))));
        Findings found = SideBySide.of(runs);

        Table differences = (Table) found.sections().get(0);
        assertThat(differences.header()).containsExactly("key", "slow", "fast (2)", "fast (3)");
        assertThat(differences.rows()).containsExactly(List.of("learning.rate", "0.1", "0.3", "0.3"));
        Panels curves = (Panels) found.sections().get(1);
        assertThat(curves.panels().get(0).title()).isEqualTo("F1");
        assertThat(curves.panels().get(0).series()).hasSize(3);
        assertThat(curves.panels().get(0).series().get(1).y()).containsExactly(0.1, 0.75);
        Table results = (Table) found.sections().get(2);
        assertThat(results.rows())
                .containsExactly(
                        List.of("test accuracy F1", "0.50000", "0.75000", "0.70000"),
                        List.of("cosine F1 hidden", "0.99000", "0.99000", "0.99000"));
        assertThat(found.measures().list()).hasSize(6);
    }

    @Test
    void equalRunsSaySo() throws IOException {
        Path run = run("one", "complete", "0.1", METRICS.formatted("0.5"));
        Findings found = SideBySide.of(List.of(CompletedRun.of(run), CompletedRun.of(run)));
        assertThat(((Text) found.sections().get(0)).text()).contains("same description");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "incomplete|formulation,quantity,layer,epoch,value,unit|expected a complete run, found an incomplete one",
                "complete|a,b|expected the columns quantity, value and unit, found [a, b]",
                "complete|quantity,value,unit\\nx,1|expected 3 cells in record 1, found 2",
                "complete|quantity,value,unit\\nx,one,1|expected numbers in record 1",
                "complete|quantity,epoch,value,unit\\nx,1.5,1,1|expected numbers in record 1"
            })
    void whatIsNoRunIsRefused(String state, String metrics, String message) throws IOException {
        Path run = run("bad", state, "0.1", metrics.replace("\\n", "\n") + "\n");
        assertThatThrownBy(() -> CompletedRun.of(run))
                .isInstanceOf(UserError.class)
                .hasMessageContaining(message);
    }

    @Test
    void aPageIsReplacedWhereThatIsAsked() throws IOException {
        String run = run("one", "complete", "0.1", METRICS.formatted("0.5")).toString();
        String out = directory.resolve("page").toString();
        assertThat(ApicalCommand.run("report", run, run, "--out", out)).isZero();
        assertThat(directory.resolve("page/side-by-side.html")).isNotEmptyFile();
        assertThat(directory.resolve("page/side-by-side.csv")).isNotEmptyFile();
        assertThat(ApicalCommand.run("report", run, run, "--out", out)).isEqualTo(2);
        assertThat(ApicalCommand.run("report", run, run, "--out", out, "--overwrite"))
                .isZero();
        assertThat(ApicalCommand.run("report", run)).isEqualTo(2);
        assertThat(ApicalCommand.run("report", run, run, run, run, run, run, run, "--out", out, "--overwrite"))
                .isEqualTo(2);
    }
}
