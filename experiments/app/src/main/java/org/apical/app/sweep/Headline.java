package org.apical.app.sweep;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apical.app.sweep.SweepResult.Place;
import org.apical.app.task.Score;

/**
 * A quantity that tables and charts of a sweep show.
 *
 * @param layer of which layer; empty: of the whole network
 * @param title with unit
 * @param format of a number
 * @param factor from the number in files to the one that is shown
 */
record Headline(String quantity, String layer, String title, String format, double factor) {
    private static final int SHOWN = 6;

    /** Those of a sweep, the score first. */
    static List<Headline> of(SweepResult result) {
        List<Place> measured = result.cells().stream()
                .flatMap(cell -> cell.last().keySet().stream())
                .distinct()
                .toList();
        List<Headline> known = new ArrayList<>();
        Arrays.stream(Score.values())
                .map(score -> new Headline(
                        score.quantity("test"),
                        "",
                        "test " + score.axis(),
                        score == Score.ACCURACY ? "%.1f" : "%.3g",
                        score.shown(1)))
                .forEach(known::add);
        known.add(new Headline("update_cosine_to_F1", "", "first update, cosine to F1", "%.4f", 1));
        known.add(new Headline("steady_state_deviation_rms", "", "steady state, rms from F1", "%.2g", 1));
        measured.stream()
                .filter(place -> place.quantity().equals("deviation_rms"))
                .map(Place::layer)
                .distinct()
                .forEach(layer -> known.add(
                        new Headline("deviation_rms", layer, "v of " + layer + ", rms from the first", "%.2g", 1)));
        if (result.count("diverged") > 0) {
            known.add(new Headline(CellRun.DIVERGED, "", "diverged (%)", "%.0f", 100));
        }
        return known.stream()
                .filter(one -> measured.stream()
                        .anyMatch(place -> place.quantity().equals(one.quantity())
                                && place.layer().equals(one.layer())))
                .limit(SHOWN)
                .toList();
    }

    Place place(String formulation) {
        return new Place(formulation, quantity, layer);
    }

    /** Its name in metrics.csv. */
    String id() {
        return quantity + (layer.isEmpty() ? "" : "_" + layer);
    }

    double shown(double x) {
        return factor * x;
    }
}
