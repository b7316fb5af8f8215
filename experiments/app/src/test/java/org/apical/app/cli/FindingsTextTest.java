package org.apical.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apical.app.check.Check;
import org.apical.app.findings.Findings;
import org.apical.app.findings.Measures;
import org.apical.app.findings.Section;
import org.junit.jupiter.api.Test;

class FindingsTextTest {
    @Test
    void columnsAlignAndChecksFollow() {
        Section.Table table = new Section.Table(
                "Loss",
                "mean over seeds",
                List.of("method", "loss"),
                List.of(List.of("DFC", "1.25"), List.of("x", "10")));
        Findings findings =
                new Findings("t", "l", List.of(table), List.of(Check.atMost("loss", 1, 2)), Measures.of(List.of()));
        assertThat(FindingsText.of(findings).lines())
                .containsExactly(
                        "",
                        "Loss",
                        "  method  loss",
                        "  DFC     1.25",
                        "  x         10",
                        "  mean over seeds",
                        "",
                        "ok     loss: 1.0000, expected <= 2");
    }

    @Test
    void paragraphsAreWrapped() {
        Section.Text text = new Section.Text("Why", "word ".repeat(60).strip());
        Findings findings = new Findings("t", "l", List.of(text), List.of(), Measures.of(List.of()));
        assertThat(FindingsText.of(findings).lines()).allMatch(line -> line.length() <= 100);
    }
}
