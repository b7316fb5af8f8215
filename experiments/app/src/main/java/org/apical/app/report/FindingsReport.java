package org.apical.app.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apical.app.findings.Findings;
import org.apical.app.findings.Section;
import org.apical.app.findings.Section.LineChart;
import org.apical.app.findings.Section.Series;

/** {@code report.html} of any {@link Findings}. */
public final class FindingsReport {
    private FindingsReport() {}

    /**
     * The page.
     *
     * @param kicker what stands above the title: the kind of run and its seed
     * @param settings everything that decided the numbers, a record
     * @param command the command line that repeats it
     * @param threads threads it was run on
     * @param kernels names of the numerical kernels in use
     */
    public static String of(
            Findings findings, String kicker, Object settings, String command, int threads, String kernels) {
        List<LineChart> charts = new ArrayList<>();
        String body = sections(findings.sections(), charts);
        Map<String, String> values = Map.of(
                "kicker", Html.escape(kicker),
                "title", Html.escape(findings.title()),
                "lead", Html.escape(findings.lead()),
                "summary", ChecksTable.summary(findings.checks()),
                "checks", ChecksTable.of(findings.checks()),
                "sections", body,
                "settings", SettingsTable.of(settings));
        String title = findings.title() + ", " + kicker;
        return new ReportPage("findings", title, "", data(charts)).of(values, command, threads, kernels);
    }

    private static String sections(List<Section> sections, List<LineChart> charts) {
        StringBuilder html = new StringBuilder();
        String heading = null;
        for (Section section : sections) {
            if (!section.heading().equals(heading)) {
                html.append(heading == null ? "" : "</section>\n");
                heading = section.heading();
                html.append("<section>\n<h2>").append(Html.escape(heading)).append("</h2>\n");
            }
            if (section instanceof Section.Text text) {
                html.append("<p>").append(Html.escape(text.text())).append("</p>\n");
            } else if (section instanceof Section.Table table) {
                table(html, table);
            } else if (section instanceof LineChart chart) {
                chart(html, chart, charts.size());
                charts.add(chart);
            }
        }
        return html.append(heading == null ? "" : "</section>\n").toString();
    }

    static void table(StringBuilder html, Section.Table table) {
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
        for (List<String> row : table.rows()) {
            html.append("<tr><th scope=\"row\">")
                    .append(Html.rowHead(row.get(0)))
                    .append("</th>");
            for (int c = 1; c < columns; c++) {
                html.append(table.words(c) ? "<td class=\"words\">" : "<td>")
                        .append(Html.text(row.get(c)))
                        .append("</td>");
            }
            html.append("</tr>\n");
        }
        html.append("</tbody></table></div>\n");
        if (!table.caption().isBlank()) {
            html.append("<p class=\"note\">")
                    .append(Html.escape(table.caption()))
                    .append("</p>\n");
        }
    }

    private static void chart(StringBuilder html, LineChart chart, int number) {
        html.append("<figure class=\"single\"><div class=\"legend\" id=\"legend")
                .append(number)
                .append("\"></div><div class=\"chart\" id=\"chart")
                .append(number)
                .append("\" role=\"img\" aria-label=\"")
                .append(Html.escape(chart.y().label() + " over " + chart.x().label()))
                .append("\"></div><figcaption>")
                .append(Html.escape(chart.caption()))
                .append("</figcaption></figure>\n");
    }

    /** All series of a chart on one ascending x, with gaps. */
    private static String data(List<LineChart> charts) {
        ObjectNode root = new ObjectMapper().createObjectNode();
        ArrayNode list = root.putArray("charts");
        for (LineChart chart : charts) {
            ObjectNode one = list.addObject();
            TreeSet<Double> grid = new TreeSet<>();
            for (Series s : chart.series()) {
                for (double x : s.x()) {
                    grid.add(x);
                }
            }
            double[] x = grid.stream().mapToDouble(v -> v).toArray();
            ChartNumbers.add(one.putArray("x"), x.length, k -> x[k]);
            axis(one.putObject("xAxis"), chart.x());
            axis(one.putObject("yAxis"), chart.y());
            ArrayNode series = one.putArray("series");
            for (Series s : chart.series()) {
                ObjectNode line = series.addObject();
                line.put("name", s.name());
                double[] y = on(x, s);
                ChartNumbers.add(line.putArray("y"), y.length, k -> y[k]);
            }
        }
        return ChartNumbers.inScript(root);
    }

    private static double[] on(double[] grid, Series s) {
        double[] y = new double[grid.length];
        Arrays.fill(y, Double.NaN);
        for (int k = 0; k < s.x().length; k++) {
            y[Arrays.binarySearch(grid, s.x()[k])] = s.y()[k];
        }
        return y;
    }

    private static void axis(ObjectNode node, Section.Axis axis) {
        node.put("label", axis.label());
        node.put("log", axis.log());
    }
}
