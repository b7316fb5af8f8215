package org.apical.app.cli;

import java.util.List;
import org.apical.app.findings.Findings;
import org.apical.app.findings.Section;
import org.apical.app.text.Shown;

/** {@link Findings} as text for a terminal: tables and paragraphs, then checks. Charts are for the report. */
final class FindingsText implements Section.Writer {
    private static final int WIDTH = 96;

    private final StringBuilder text = new StringBuilder();
    private String heading = "";

    private FindingsText() {}

    static String of(Findings findings) {
        FindingsText shown = new FindingsText();
        findings.sections().forEach(section -> section.to(shown));
        shown.text.append(System.lineSeparator());
        findings.checks()
                .forEach(check ->
                        shown.text.append(Shown.line(check.line().strip())).append(System.lineSeparator()));
        return shown.text.toString();
    }

    private void under(String other) {
        if (!other.equals(heading)) {
            heading = other;
            text.append(String.format("%n%s%n", Shown.line(heading)));
        }
    }

    @Override
    public void text(Section.Text paragraph) {
        under(paragraph.heading());
        wrap(paragraph.text());
    }

    @Override
    public void chart(Section.Panels chart) {
        // no picture on a terminal
    }

    @Override
    public void raster(Section.Raster raster) {
        // no picture on a terminal
    }

    @Override
    public void table(Section.Table table) {
        under(table.heading());
        List<String> header = table.header().stream().map(Shown::line).toList();
        List<List<String>> rows = table.rows().stream()
                .map(row -> row.stream().map(Shown::line).toList())
                .toList();
        int[] widths = new int[header.size()];
        boolean[] words = new boolean[widths.length];
        for (int c = 0; c < widths.length; c++) {
            int column = c;
            words[c] = table.words(c);
            widths[c] = rows.stream()
                    .mapToInt(row -> row.get(column).length())
                    .reduce(header.get(c).length(), Math::max);
        }
        row(header, widths, words);
        rows.forEach(cells -> row(cells, widths, words));
        wrap(table.caption());
    }

    /** The first column and words to the left, numbers to the right. */
    private void row(List<String> cells, int[] widths, boolean[] words) {
        StringBuilder line = new StringBuilder();
        for (int c = 0; c < widths.length; c++) {
            line.append(String.format("  %" + (words[c] ? "-" : "") + Math.max(1, widths[c]) + "s", cells.get(c)));
        }
        text.append(line.toString().stripTrailing()).append(System.lineSeparator());
    }

    private void wrap(String paragraph) {
        StringBuilder line = new StringBuilder();
        for (String word : Shown.line(paragraph).split(" ")) {
            if (line.length() + word.length() > WIDTH) {
                text.append("  ").append(line.toString().stripTrailing()).append(System.lineSeparator());
                line.setLength(0);
            }
            line.append(word).append(' ');
        }
        if (!line.toString().isBlank()) {
            text.append("  ").append(line.toString().stripTrailing()).append(System.lineSeparator());
        }
    }
}
