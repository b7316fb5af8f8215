package org.apical.app.compare;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apical.app.compare.ComparisonResult.Deviation;
import org.apical.app.compare.ComparisonResult.MapError;
import org.apical.app.findings.Section;
import org.apical.app.findings.Section.Axis;
import org.apical.app.findings.Section.LineChart;
import org.apical.app.findings.Section.Series;
import org.apical.app.findings.Section.Table;

/** What the map of weights onto neurons leaves out (physics.md 5.1, 5.8), unit by unit. */
final class MapErrorSection {
    private static final String HEADING = "Error of the map of weights";

    private MapErrorSection() {}

    /** Nothing where it is exact. */
    static List<Section> of(ComparisonResult result) {
        return result.formulations().stream()
                .flatMap(f -> f.steadyState().flatMap(Deviation::mapped).stream())
                .findFirst()
                .map(error -> sections(result.layerNames(), error))
                .orElse(List.of());
    }

    private static List<Section> sections(List<String> names, MapError error) {
        List<List<String>> rows = new ArrayList<>();
        List<Series> series = new ArrayList<>();
        for (int l = 0; l < names.size(); l++) {
            double[] units = error.byUnit()[l];
            double[] ascending = units.clone();
            Arrays.sort(ascending);
            int worst = 0;
            double squares = 0;
            for (int i = 0; i < units.length; i++) {
                worst = units[i] > units[worst] ? i : worst;
                squares += units[i] * units[i] / units.length;
            }
            rows.add(List.of(
                    names.get(l),
                    number(Math.sqrt(squares)),
                    number(ascending[ascending.length / 2]),
                    number(units[worst]),
                    String.valueOf(worst + 1)));
            double[] share = new double[ascending.length];
            Arrays.setAll(share, i -> 100.0 * (i + 1) / share.length);
            series.add(new Series(names.get(l), share, ascending));
        }
        String caption =
                "Steady potentials that the equations of the neurons have under control, from those of F1 with the same weights before learning, in units of the layer's rms(v_F1). Onto conductances scaled to the cell the map is exact to first order in the weights at v = 0, and leaves out driving forces and the conductance that synapses add; onto synapses that are not scaled to the cell (neurons.remap) it lacks the ratio of transfer resistances, too.";
        return List.of(
                new Table(HEADING, caption, List.of("layer", "rms", "median unit", "worst unit", "its number"), rows),
                new LineChart(
                        HEADING,
                        "The same, unit by unit: what share of a layer's units has at most which error.",
                        Axis.linear("units with at most this error (%)"),
                        Axis.linear("error, rms over samples (rms of v)"),
                        series));
    }

    private static String number(double x) {
        return String.format(Locale.ROOT, "%.1e", x);
    }
}
