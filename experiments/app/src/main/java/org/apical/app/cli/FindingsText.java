package org.apical.app.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apical.app.findings.Findings;
import org.apical.app.findings.Section;
import org.apical.app.text.Shown;

/** {@link Findings} as text for a terminal: tables and paragraphs, then checks. Charts are for the report. */
final class FindingsText implements Section.Writer {
    private static final int WIDTH = 96;
    private static final String GAP = "  ";

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
        boolean[] words = new boolean[header.size()];
        for (int c = 0; c < words.length; c++) {
            words[c] = table.words(c);
        }
        List<List<String>> all = new ArrayList<>(List.of(header));
        all.addAll(rows);
        int[] widths = widths(all);
        all.forEach(cells -> row(cells, widths, words));
        wrap(table.caption());
    }

    /** Widths of columns: as wide as their cells, narrowed from the widest one down until they fit, no narrower than a word. */
    private static int[] widths(List<List<String>> rows) {
        int[] widths = new int[rows.get(0).size()];
        int[] least = new int[widths.length];
        for (List<String> row : rows) {
            for (int c = 0; c < widths.length; c++) {
                widths[c] = Math.max(Math.max(1, widths[c]), row.get(c).length());
                least[c] = Math.max(least[c], longestWord(row.get(c)));
            }
        }
        while (Arrays.stream(widths).map(w -> w + GAP.length()).sum() > GAP.length() + WIDTH) {
            int widest = -1;
            for (int c = 0; c < widths.length; c++) {
                if (widths[c] > Math.max(1, least[c]) && (widest < 0 || widths[c] > widths[widest])) {
                    widest = c;
                }
            }
            if (widest < 0) {
                break;
            }
            widths[widest]--;
        }
        return widths;
    }

    private static int longestWord(String text) {
        return Arrays.stream(text.split(" ")).mapToInt(String::length).max().orElse(0);
    }

    /** The first column and words to the left, numbers to the right. */
    private void row(List<String> cells, int[] widths, boolean[] words) {
        List<List<String>> wrapped = new ArrayList<>();
        for (int c = 0; c < widths.length; c++) {
            wrapped.add(lines(cells.get(c), widths[c]));
        }
        int height = wrapped.stream().mapToInt(List::size).max().orElse(1);
        for (int k = 0; k < height; k++) {
            StringBuilder line = new StringBuilder();
            for (int c = 0; c < widths.length; c++) {
                List<String> cell = wrapped.get(c);
                line.append(GAP)
                        .append(String.format(
                                "%" + (words[c] ? "-" : "") + widths[c] + "s", k < cell.size() ? cell.get(k) : ""));
            }
            text.append(line.toString().stripTrailing()).append(System.lineSeparator());
        }
    }

    /** A text in lines no longer than a width, but for longer words. */
    private static List<String> lines(String text, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ")) {
            if (!line.isEmpty() && line.length() + 1 + word.length() > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }

    private void wrap(String paragraph) {
        String shown = Shown.line(paragraph);
        if (!shown.isBlank()) {
            lines(shown, WIDTH).forEach(line -> text.append(GAP).append(line).append(System.lineSeparator()));
        }
    }
}
