package org.apical.app.findings;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apical.app.check.Check;

/**
 * What an investigation found, for every place that shows it: the screen, {@code metrics.csv}, {@code report.html}.
 *
 * @param title of the page
 * @param lead one or two sentences: what was done, and how to read it
 * @param sections tables, charts and text, in reading order
 * @param checks what was promised of the numbers; one more, that fails, if any of them is infinite
 * @param measures the numbers, for {@code metrics.csv}
 * @param files experiments that cells of tables come from, text by name, for a directory {@code experiments} beside the page
 */
public record Findings(
        String title,
        String lead,
        List<Section> sections,
        List<Check> checks,
        Measures measures,
        Map<String, String> files) {
    public Findings {
        sections = List.copyOf(sections);
        List<Check> all = new ArrayList<>(checks);
        measures.infinite().ifPresent(all::add);
        checks = List.copyOf(all);
        files = Map.copyOf(files);
    }

    /** No cell comes from a file. */
    public Findings(String title, String lead, List<Section> sections, List<Check> checks, Measures measures) {
        this(title, lead, sections, checks, measures, Map.of());
    }
}
