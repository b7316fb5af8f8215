package org.apical.app.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.apical.app.experiment.ExperimentFile;
import org.apical.app.findings.Section;
import org.apical.app.findings.Section.Matrix;
import org.apical.app.findings.Section.Panels;
import org.apical.app.findings.Section.Series;
import org.apical.app.findings.Section.Style;
import org.apical.app.sweep.CellFiles.State;
import org.apical.app.sweep.SweepResult.CellResult;
import org.apical.app.sweep.SweepResult.Place;
import org.apical.neuron.kernel.MatrixProduct;
import org.junit.jupiter.api.Test;

/** Charts of a sweep show mean and deviation of what its cells have measured, each where its keys say. */
class SweepChartsTest {
    private static final String NETWORK = """
            data: {generate: xor, samples: 24, test: 8}
            layers:
              - {name: hidden, units: 3}
              - {name: classes, transfer: rectified}
            formulations: [F1]
            grid:
            """;
    private static final Place ACCURACY = new Place("F1", "test_accuracy", "");

    /** A sweep whose cells have measured something else. */
    private static List<Section> charts(String grid, ToDoubleFunction<Map<String, String>> accuracy) {
        SweepPlan plan =
                SweepPlan.of(ExperimentFile.read("xor.yaml", NETWORK + grid.indent(2)), MatrixProduct.detect());
        SweepResult result = new SweepResult(
                plan,
                plan.cells().stream()
                        .map(cell -> {
                            double value = accuracy.applyAsDouble(cell.values());
                            return new CellResult(
                                    cell,
                                    new State(true, "", "held"),
                                    "",
                                    Double.isNaN(value) ? Map.of() : Map.of(ACCURACY, value));
                        })
                        .toList());
        return SweepFindings.of(result).sections();
    }

    private static double number(Map<String, String> values, String key) {
        return Double.parseDouble(values.get(key));
    }

    @Test
    void aCurveIsTheMeanOverSeedsAndAMapShowsTheSame() {
        List<Section> sections = charts(
                """
                learning.optimiser.rate: [0.01, 1, 0.1]
                layers[0].transfer: [tanh, rectified]
                seed: [1, 2]
                """,
                // 0.1 apart: the deviation is 0.1 / sqrt 2
                at -> (at.get("layers[0].transfer").equals("tanh") ? 0.5 : 0.7)
                        + 0.1 * number(at, "seed")
                        + 0.1 * Math.log10(number(at, "learning.optimiser.rate")));

        Panels curves = (Panels) sections.get(0);
        assertThat(curves.x().log()).isTrue();
        assertThat(curves.caption()).isEqualTo("Mean ± standard deviation over seeds.");
        assertThat(curves.panels()).singleElement().satisfies(panel -> {
            assertThat(panel.series()).extracting(Series::name).containsExactly("transfer tanh", "transfer rectified");
            Series tanh = panel.series().get(0);
            assertThat(tanh.x()).containsExactly(0.01, 0.1, 1);
            assertThat(tanh.y()).containsExactly(new double[] {45, 55, 65}, within(1e-9));
            assertThat(tanh.error()).containsExactly(new double[] {7.0710678, 7.0710678, 7.0710678}, within(1e-6));
        });
        Matrix map = (Matrix) sections.get(1);
        assertThat(map.rows()).isEqualTo("learning.optimiser.rate");
        assertThat(map.rowNames()).containsExactly("0.01", "0.1", "1");
        assertThat(map.columnNames()).containsExactly("tanh", "rectified");
        assertThat(map.cells().get(0).get(0).text()).isEqualTo("45.0 ± 7.1");
        assertThat(map.cells().get(0).get(0).shade()).isZero();
        assertThat(map.cells().get(2).get(1).text()).isEqualTo("85.0 ± 7.1");
        assertThat(map.cells().get(2).get(1).shade()).isCloseTo(0.7, within(1e-12));
        assertThat(map.cells().get(1).get(1).shade()).isCloseTo(0.7 * 0.75, within(1e-12));
        assertThat(map.caption()).contains("Shaded from 45.0 to 85.0");
    }

    @Test
    void whatWasNotMeasuredLeavesAGap() {
        List<Section> sections = charts(
                """
                learning.optimiser.rate: [1, 2, 3]
                layers[0].units: [3, 4]
                """,
                at -> number(at, "learning.optimiser.rate") == 2 && number(at, "layers[0].units") == 4
                        ? Double.NaN
                        : 0.5);
        Panels curves = (Panels) sections.get(0);
        assertThat(curves.x().log()).isFalse();
        assertThat(curves.panels().get(0).series().get(1).x()).containsExactly(1, 3);
        assertThat(((Matrix) sections.get(1)).cells().get(1).get(1).text()).isEqualTo("–");
    }

    @Test
    void keysThatGoTogetherHaveNoMap() {
        assertThat(charts("""
                        zip: {layers[0].units: [3, 4, 5], learning.optimiser.rate: [1, 2, 3]}
                        seed: [1, 2]
                        """.replace("layers[0].units", "\"layers[0].units\""), at -> 0.5))
                .hasAtLeastOneElementOfType(Panels.class)
                .doesNotHaveAnyElementsOfTypes(Matrix.class);
    }

    @Test
    void aRandomSearchIsPointsOverEveryKey() {
        List<Section> sections = charts("""
                random:
                  draws: 30
                  seed: 1
                  over:
                    learning.optimiser.rate: {from: 0.001, to: 1, scale: log}
                    layers[0].units: [3, 4]
                """, at -> number(at, "layers[0].units") / 10);
        Panels rate = (Panels) sections.get(0);
        assertThat(rate.panels().get(0).series()).singleElement().satisfies(points -> {
            assertThat(points.style()).isEqualTo(Style.POINTS);
            assertThat(points.x()).hasSize(30);
        });
        Panels units = (Panels) sections.get(1);
        assertThat(units.panels().get(0).series()).singleElement().satisfies(line -> {
            assertThat(line.x()).containsExactly(3, 4);
            assertThat(line.y()).containsExactly(new double[] {30, 40}, within(1e-9));
            assertThat(line.error()).containsExactly(new double[] {0, 0}, within(1e-6));
        });
    }

    @Test
    void seedsAloneHaveNoChart() {
        assertThat(charts("seed: [1, 2, 3]\n", at -> 0.5)).doesNotHaveAnyElementsOfTypes(Matrix.class, Panels.class);
    }
}
