package org.apical.app.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.apical.app.findings.Findings;
import org.apical.app.findings.Section;
import org.apical.app.store.RunDirectory;

/** {@code report.html} of any {@link Findings}. */
public final class FindingsReport implements Section.Writer {
    /** Characters of a cell from which on it keeps a width that can be read, on narrow screens too. */
    private static final int SENTENCE = 60;

    private final StringBuilder html = new StringBuilder();
    private final StringBuilder links = new StringBuilder();
    private final ObjectNode data = new ObjectMapper().createObjectNode();
    private final ArrayNode charts = data.putArray("charts");

    private FindingsReport() {}

    /**
     * The page.
     *
     * @param kicker what stands above the title: the kind of run and its seed
     * @param settings everything that decided the numbers, a record
     * @param command the command line that repeats it
     * @param run its id
     * @param threads threads it was run on
     * @param kernels names of the numerical kernels in use
     */
    public static String of(
            Findings findings,
            String kicker,
            Object settings,
            String command,
            String run,
            int threads,
            String kernels) {
        FindingsReport report = new FindingsReport();
        report.sections(findings.sections());
        Map<String, String> values = Map.of(
                "kicker", Html.escape(kicker),
                "title", Html.escape(findings.title()),
                "lead", Html.escape(findings.lead()),
                "summary", ChecksTable.summary(findings.checks()),
                "links", report.links + (findings.checks().isEmpty() ? "" : "<a href=\"#checks\">Checks</a>\n"),
                "checks", checks(findings),
                "sections", report.html.toString(),
                "settings", SettingsTable.of(settings));
        String title = findings.title() + ", " + kicker;
        return new ReportPage("findings", title, ChartNumbers.inScript(report.data))
                .of(values, command, run, threads, kernels);
    }

    private static String checks(Findings findings) {
        return findings.checks().isEmpty()
                ? ""
                : "<section id=\"checks\">\n<h2>Checks</h2>\n" + ChecksTable.of(findings.checks()) + "</section>\n";
    }

    private void sections(List<Section> sections) {
        String heading = null;
        int number = 0;
        for (Section section : sections) {
            if (!section.heading().equals(heading)) {
                html.append(heading == null ? "" : "</section>\n");
                heading = section.heading();
                String text = Html.escape(heading);
                html.append(String.format("<section id=\"section%d\">\n<h2>%s</h2>\n", number, text));
                links.append(String.format("<a href=\"#section%d\">%s</a>\n", number++, text));
            }
            section.to(this);
        }
        html.append(heading == null ? "" : "</section>\n");
    }

    private static String cell(Section.Table table, int column, String text) {
        if (!table.words(column)) {
            return "<td>";
        }
        return text.length() > SENTENCE ? "<td class=\"words sentence\">" : "<td class=\"words\">";
    }

    private static String linked(String html, String file) {
        return file.isEmpty()
                ? html
                : "<a href=\"" + Html.escape(RunDirectory.EXPERIMENTS + "/" + file) + "\">" + html + "</a>";
    }

    @Override
    public void beside(Section.Beside beside) {
        String names = beside.rows().stream()
                .map(name -> '"' + name.replace("\\", "\\\\").replace("\"", "\\\"") + '"')
                .collect(Collectors.joining(",", "[", "]"));
        html.append("<div data-rows=\"")
                .append(Html.escape(names))
                .append("\"></div>\n<p class=\"note\">")
                .append(Html.text(beside.caption()))
                .append("</p>\n");
    }

    @Override
    public void text(Section.Text text) {
        html.append("<p>").append(Html.text(text.text())).append("</p>\n");
    }

    @Override
    public void table(Section.Table table) {
        html.append("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"")
                .append(Html.escape(table.heading()))
                .append("\"><table class=\"results fitted\"><thead><tr>");
        int columns = table.header().size();
        for (int c = 0; c < columns; c++) {
            html.append(c > 0 && table.words(c) ? "<th scope=\"col\" class=\"words\">" : "<th scope=\"col\">")
                    .append(Html.escape(table.header().get(c)))
                    .append("</th>");
        }
        html.append("</tr></thead>\n<tbody>\n");
        for (int r = 0; r < table.rows().size(); r++) {
            List<String> row = table.rows().get(r);
            html.append("<tr><th scope=\"row\">")
                    .append(Html.rowHead(row.get(0)))
                    .append("</th>");
            for (int c = 1; c < columns; c++) {
                html.append(cell(table, c, row.get(c)))
                        .append(linked(Html.text(row.get(c)), table.link(r, c)))
                        .append("</td>");
            }
            html.append("</tr>\n");
        }
        html.append("</tbody></table></div>\n");
        if (!table.caption().isBlank()) {
            html.append("<p class=\"note\">").append(Html.text(table.caption())).append("</p>\n");
        }
    }

    @Override
    public void chart(Section.Panels chart) {
        figure(
                chart.panels().size() > 1,
                chart.y().label() + " over " + chart.x().label(),
                chart.caption());
        ChartData.panels(charts.addObject(), chart);
    }

    @Override
    public void notes(Section.Notes notes) {
        html.append("<ol class=\"reading\">\n");
        notes.items()
                .forEach(item -> html.append("<li>").append(Html.text(item)).append("</li>\n"));
        html.append("</ol>\n");
    }

    @Override
    public void picture(Section.Picture picture) {
        html.append("<div class=\"shown\">")
                .append(SampleImage.of(picture))
                .append("<p>")
                .append(Html.text(picture.caption()))
                .append("</p></div>\n");
    }

    @Override
    public void matrix(Section.Matrix matrix) {
        html.append("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"")
                .append(Html.escape(matrix.heading()))
                .append("\"><table class=\"matrix\"><thead><tr><th></th>");
        matrix.columnNames().forEach(name -> html.append("<th scope=\"col\">")
                .append(Html.escape(name))
                .append("</th>"));
        html.append("</tr></thead>\n<tbody>\n");
        for (int r = 0; r < matrix.cells().size(); r++) {
            html.append("<tr><th scope=\"row\">")
                    .append(Html.escape(matrix.rowNames().get(r)))
                    .append("</th>");
            for (Section.Shaded cell : matrix.cells().get(r)) {
                html.append(String.format(
                        Locale.ROOT,
                        "<td style=\"--share:%.0f%%\">%s</td>",
                        100 * cell.shade(),
                        Html.text(cell.text())));
            }
            html.append("</tr>\n");
        }
        html.append("</tbody></table></div>\n<p class=\"note\">")
                .append(Html.text(
                        matrix.caption() + " Rows: " + matrix.rows() + "; columns: " + matrix.columns() + "."))
                .append("</p>\n");
    }

    @Override
    public void choice(Section.Choice choice) {
        html.append(String.format(
                "<p class=\"controls screen\"><label>%s <select id=\"choice%d\"></select></label></p>\n",
                Html.escape(choice.of()), charts.size()));
        figure(true, choice.y().label() + " over " + choice.x().label(), choice.caption());
        ChartData.choice(charts.addObject(), choice);
    }

    @Override
    public void raster(Section.Raster raster) {
        figure(false, "spikes of neurons over " + raster.x().label(), raster.caption());
        ChartData.raster(charts.addObject(), raster);
    }

    private void figure(boolean panels, String label, String caption) {
        html.append(String.format(
                "<figure%s><div class=\"legend\" id=\"legend%2$d\"></div><div class=\"%3$s\" id=\"chart%2$d\" role=\"%4$s\""
                        + " aria-label=\"%5$s\"></div><figcaption>%6$s</figcaption></figure>\n",
                panels ? "" : " class=\"single\"",
                charts.size(),
                panels ? "panels" : "chart",
                panels ? "group" : "img",
                Html.escape(label),
                Html.text(caption)));
    }
}
