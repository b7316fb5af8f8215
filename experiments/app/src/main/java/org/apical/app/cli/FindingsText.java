package org.apical.app.cli;

import java.util.List;
import org.apical.app.check.Check;
import org.apical.app.findings.Findings;
import org.apical.app.findings.Section;

/** {@link Findings} as text for a terminal: tables and paragraphs, then checks. Charts are for the report. */
final class FindingsText {
    private static final int WIDTH = 96;

    private FindingsText() {}

    static String of(Findings findings) {
        StringBuilder text = new StringBuilder();
        String heading = "";
        for (Section section : findings.sections()) {
            if (section instanceof Section.LineChart) {
                continue;
            }
            if (!section.heading().equals(heading)) {
                heading = section.heading();
                text.append(String.format("%n%s%n", heading));
            }
            if (section instanceof Section.Table table) {
                table(text, table);
            } else if (section instanceof Section.Text paragraph) {
                wrap(text, paragraph.text());
            }
        }
        text.append(System.lineSeparator());
        for (Check check : findings.checks()) {
            text.append(check.line());
        }
        return text.toString();
    }

    private static void table(StringBuilder text, Section.Table table) {
        int[] widths = new int[table.header().size()];
        boolean[] words = new boolean[widths.length];
        for (int c = 0; c < widths.length; c++) {
            int column = c;
            words[c] = table.words(c);
            widths[c] = table.rows().stream()
                    .mapToInt(row -> row.get(column).length())
                    .reduce(table.header().get(c).length(), Math::max);
        }
        row(text, table.header(), widths, words);
        table.rows().forEach(cells -> row(text, cells, widths, words));
        wrap(text, table.caption());
    }

    /** The first column and words to the left, numbers to the right. */
    private static void row(StringBuilder text, List<String> cells, int[] widths, boolean[] words) {
        StringBuilder line = new StringBuilder();
        for (int c = 0; c < widths.length; c++) {
            line.append(String.format("  %" + (words[c] ? "-" : "") + Math.max(1, widths[c]) + "s", cells.get(c)));
        }
        text.append(line.toString().stripTrailing()).append(System.lineSeparator());
    }

    private static void wrap(StringBuilder text, String paragraph) {
        StringBuilder line = new StringBuilder();
        for (String word : paragraph.split(" ")) {
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
