package org.apical.app.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;
import org.apical.app.findings.Section;
import org.apical.app.findings.Section.Panel;
import org.apical.app.findings.Section.Series;
import org.apical.app.findings.Section.Spikes;

/** What {@code findings.js} draws, as JSON. */
final class ChartData {
    private ChartData() {}

    static void panels(ObjectNode node, Section.Panels chart) {
        axis(node.putObject("xAxis"), chart.x());
        axis(node.putObject("yAxis"), chart.y());
        ArrayNode panels = node.putArray("panels");
        chart.panels().forEach(panel -> panel(panels.addObject(), panel));
    }

    /** As panels, for each option; numbers packed, because there may be many, and every x once. */
    static void choice(ObjectNode node, Section.Choice choice) {
        axis(node.putObject("xAxis"), choice.x());
        axis(node.putObject("yAxis"), choice.y());
        node.put("selected", choice.selected());
        ArrayNode grids = node.putArray("grids");
        Map<List<Double>, Integer> known = new HashMap<>();
        ArrayNode options = node.putArray("options");
        for (Section.Option option : choice.options()) {
            ObjectNode one = options.addObject();
            one.put("name", option.name());
            ArrayNode panels = one.putArray("panels");
            for (Panel panel : option.panels()) {
                double[] x = grid(panel);
                int grid = known.computeIfAbsent(Arrays.stream(x).boxed().toList(), other -> {
                    ChartNumbers.pack(grids.addObject(), x);
                    return grids.size() - 1;
                });
                ObjectNode packed = panels.addObject();
                packed.put("title", panel.title());
                packed.put("grid", grid);
                series(packed, panel, (line, s) -> ChartNumbers.pack(line.putObject("y"), on(x, s.x(), s.y())));
            }
        }
    }

    /** All series on one ascending x, with gaps. */
    private static void panel(ObjectNode node, Panel panel) {
        node.put("title", panel.title());
        double[] x = grid(panel);
        add(node, "x", x);
        series(node, panel, (line, s) -> add(line, "y", on(x, s.x(), s.y())));
    }

    private static double[] grid(Panel panel) {
        return panel.series().stream()
                .flatMapToDouble(s -> Arrays.stream(s.x()))
                .sorted()
                .distinct()
                .toArray();
    }

    private static void series(ObjectNode node, Panel panel, BiConsumer<ObjectNode, Series> values) {
        ArrayNode series = node.putArray("series");
        for (Series s : panel.series()) {
            ObjectNode line = series.addObject();
            line.put("name", s.name());
            line.put("style", s.style().name().toLowerCase(Locale.ROOT));
            values.accept(line, s);
            if (s.error().length > 0) {
                add(line, "error", on(grid(panel), s.x(), s.error()));
            }
        }
    }

    private static double[] on(double[] grid, double[] x, double[] y) {
        double[] there = new double[grid.length];
        Arrays.fill(there, Double.NaN);
        for (int k = 0; k < x.length; k++) {
            there[Arrays.binarySearch(grid, x[k])] = y[k];
        }
        return there;
    }

    static void raster(ObjectNode node, Section.Raster raster) {
        axis(node.putObject("xAxis"), raster.x());
        node.put("end", raster.end());
        ArrayNode groups = node.putArray("groups");
        for (Spikes spikes : raster.groups()) {
            ObjectNode group = groups.addObject();
            group.put("name", spikes.name());
            group.put("size", spikes.size());
            add(group, "x", spikes.x());
            ChartNumbers.add(group.putArray("neurons"), spikes.neurons().length, k -> spikes.neurons()[k]);
        }
    }

    private static void axis(ObjectNode node, Section.Axis axis) {
        node.put("label", axis.label());
        node.put("log", axis.log());
        List<Double> marks = axis.marks();
        ChartNumbers.add(node.putArray("marks"), marks.size(), marks::get);
    }

    private static void add(ObjectNode node, String name, double[] x) {
        ChartNumbers.add(node.putArray(name), x.length, k -> x[k]);
    }
}
