package org.apical.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apical.app.UserError;
import org.apical.app.check.Check;
import org.apical.app.findings.Findings;
import org.apical.app.findings.Measure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SittingTest {
    private static final String HEADER = "benchmark,quantity,statistic,value,unit\n";

    @TempDir
    private Path out;

    /** The quick form: every number is there, with its range; table and page are written, and stand beside the sitting before. */
    @Test
    void theQuickFormMeasuresEverythingAndComparesWithTheSittingBefore() throws IOException {
        Files.writeString(out.resolve(Sitting.TABLE), HEADER + "\"bench-784\",\"1 lane, 1 thread\",median,1000,s\n");
        Findings findings = new Sitting(Sitting.Settings.brief()).run(out);
        List<String> lines = Files.readAllLines(out.resolve(Sitting.TABLE));
        assertThat(lines.get(0) + "\n").isEqualTo(HEADER);
        assertThat(lines).hasSize(1 + findings.measures().list().size());
        for (String benchmark : List.of(
                "neuron-step, lif", "bench-784", "bench-plastic", "bench-dfc", "microcircuit, three", "linear cost")) {
            assertThat(findings.measures().list().stream()
                            .filter(m -> m.at("benchmark").startsWith(benchmark)))
                    .as(benchmark)
                    .isNotEmpty()
                    .allSatisfy(m -> assertThat(m.value()).isFinite());
        }
        double median = value(findings, "bench-784", "1 lane, 1 thread", "median");
        assertThat(median).isPositive();
        assertThat(value(findings, "bench-784", "1 lane, 1 thread", "least")).isLessThanOrEqualTo(median);
        assertThat(value(findings, "bench-784", "1 lane, 1 thread", "most")).isGreaterThanOrEqualTo(median);
        assertThat(value(
                        findings,
                        "linear cost, 1 000 synapses a neuron",
                        "3000 neurons, memory of a synapse",
                        "median"))
                .isCloseTo(12, within(1.0));
        assertThat(Check.noneFailed(findings.checks())).isTrue();
        String page = Files.readString(out.resolve(Sitting.PAGE));
        assertThat(page).contains("not to be quoted", "CPU seconds over synaptic events", "lanes", "threads");
        assertThat(page).contains("to before", "1000.0", String.format(Locale.ROOT, "%.3g", median / 1000));
        assertThat(Files.readString(out.resolve(Sitting.LAST))).contains("1000,s");
        try (Stream<Path> files = Files.list(out)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder(Sitting.TABLE, Sitting.LAST, Sitting.PAGE);
        }
    }

    private static double value(Findings findings, String benchmark, String quantity, String statistic) {
        return findings.measures().list().stream()
                .filter(m -> m.at("benchmark").equals(benchmark)
                        && m.quantity().equals(quantity)
                        && m.at("statistic").equals(statistic))
                .mapToDouble(Measure::value)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aFileThatIsNoTableIsRefused() throws IOException {
        Path file = out.resolve("benchmarks.csv");
        Files.writeString(file, HEADER + "a,b,median,much,s\n");
        assertThatThrownBy(() -> LastSitting.read(file))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith(file + ": expected the table of another sitting, found none (");
        Files.writeString(file, "other\n1\n");
        assertThatThrownBy(() -> LastSitting.read(file)).isInstanceOf(UserError.class);
        Files.delete(file);
        assertThat(LastSitting.read(file).isEmpty()).isTrue();
    }
}
