package org.apical.app.findings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apical.app.check.Check;
import org.apical.app.findings.Section.Axis;
import org.apical.app.findings.Section.LineChart;
import org.apical.app.findings.Section.Panel;
import org.apical.app.findings.Section.Panels;
import org.apical.app.findings.Section.Raster;
import org.apical.app.findings.Section.Series;
import org.apical.app.findings.Section.Spikes;
import org.apical.app.findings.Section.Style;
import org.apical.app.findings.Section.Table;
import org.apical.app.findings.Section.Text;
import org.apical.app.report.FindingsReport;
import org.apical.app.store.MetricsFile;
import org.apical.neuron.parameter.ParameterException;
import org.junit.jupiter.api.Test;

class FindingsTest {
    private static final Findings FINDINGS = new Findings(
            "A <title>",
            "What was done.",
            List.of(
                    new Table("Loss", "sum over outputs", List.of("method", "loss"), List.of(List.of("DFC", "-1.5"))),
                    new LineChart(
                            "Loss",
                            "Over time.",
                            Axis.linear("epoch"),
                            Axis.log("loss"),
                            List.of(
                                    new Series("DFC", new double[] {0, 1, 2}, new double[] {3, 2, Double.NaN}),
                                    new Series("backprop", new double[] {0, 2}, new double[] {4, 1}))),
                    new Text("Why", "Because a < b."),
                    new Panels(
                            "Why",
                            "",
                            Axis.linear("x").marked(0.5),
                            Axis.linear("y"),
                            List.of(
                                    new Panel("one", List.of()),
                                    new Panel(
                                            "two",
                                            List.of(new Series(
                                                    "b", new double[] {7}, new double[] {8}, Style.POINTS))))),
                    new Raster(
                            "Spikes",
                            "",
                            Axis.linear("time (ms)"),
                            10,
                            List.of(new Spikes("on", 3, new double[] {1.5, 1.5}, new int[] {0, 2})))),
            List.of(Check.atMost("loss", 3, 2), Check.atLeast("angle (degrees)", 3, 2)),
            Measures.of(List.of(Measure.of("loss", "DFC/seed 1", 0.1, "1"), Measure.of("time", "DFC", 2, "s"))));

    private record Settings(double learningRate) {}

    private static final String PAGE = FindingsReport.of(
            FINDINGS, "study · x", new Settings(0.25), "apical run x", "0123456789abcdef", 2, "kernels");

    @Test
    void metricsAreOneNumberARow() {
        assertThat(MetricsFile.of(FINDINGS.measures()))
                .isEqualTo("quantity,of,value,unit\nloss,DFC/seed 1,0.1,1\ntime,DFC,2.0,s\n");
    }

    @Test
    void everyCoordinateHasItsColumn() {
        Measures measures = new Measures(
                List.of("formulation", "quantity", "layer", "epoch"),
                List.of(
                        new Measure("test_accuracy", Map.of("formulation", "F1", "epoch", "2"), Double.NaN, "1"),
                        new Measure("deviation", Map.of("layer", "a, b", "formulation", "F2"), 1, "rms(v)")));
        assertThat(MetricsFile.of(measures))
                .isEqualTo("formulation,quantity,layer,epoch,value,unit\nF1,test_accuracy,,2,NaN,1\n"
                        + "F2,deviation,\"a, b\",,1.0,rms(v)\n");
        assertThatThrownBy(() -> Measures.of(measures.list()))
                .isInstanceOf(ParameterException.class)
                .hasMessageContaining("[quantity, of]");
    }

    /** No promise was broken, but no result that is infinite passes for one. */
    @Test
    void anInfiniteNumberFailsACheckOfItsOwn() {
        Measure infinite = Measure.of("loss", "DFC", Double.NEGATIVE_INFINITY, "1");
        Measures measures = Measures.of(List.of(Measure.of("loss", "x", Double.NaN, "1"), infinite, infinite));
        assertThat(new Findings("", "", List.of(), List.of(), measures).checks())
                .containsExactly(Check.atMost("infinite numbers, the first loss DFC", 2, 0))
                .noneMatch(Check::held);
        assertThat(FINDINGS.checks()).hasSize(2);
    }

    @Test
    void thePageEscapesTextAndNeedsNothingElse() {
        assertThat(PAGE)
                .contains("A &lt;title&gt;", "<td>−1.5</td>", "Because a &lt; b.", "title=\"learningRate\"")
                .contains("1 of 2 checks failed", "id=\"chart0\"", "id=\"chart2\"")
                .contains("<a href=\"#section1\">Why</a>", "<section id=\"section1\">\n<h2>Why</h2>")
                .doesNotContainPattern("(?i)(src|href)\\s*=\\s*[\"']?(https?:|//)")
                .doesNotContain("{{");
    }

    /** Loss stands once: table and chart of one heading are one section. */
    @Test
    void partsOfOneHeadingStandTogether() {
        assertThat(PAGE.split("<h2>Loss</h2>", -1)).hasSize(2);
    }

    @Test
    void seriesShareOneAscendingAxisWithGaps() throws Exception {
        Matcher block = Pattern.compile("<script type=\"application/json\" id=\"data\">(.*?)</script>", Pattern.DOTALL)
                .matcher(PAGE);
        assertThat(block.find()).isTrue();
        JsonNode charts = new ObjectMapper().readTree(block.group(1)).at("/charts");
        assertThat(charts.at("/0/panels/0/x").toString()).isEqualTo("[0,1,2]");
        assertThat(charts.at("/0/panels/0/series/0/y").toString()).isEqualTo("[3,2,null]");
        assertThat(charts.at("/0/panels/0/series/1/y").toString()).isEqualTo("[4,null,1]");
        assertThat(charts.at("/0/yAxis/log").asBoolean()).isTrue();
        assertThat(charts.at("/1/panels/1").toString())
                .isEqualTo(
                        "{\"title\":\"two\",\"x\":[7],\"series\":[{\"name\":\"b\",\"style\":\"points\",\"y\":[8]}]}");
        assertThat(charts.at("/1/xAxis/marks").toString()).isEqualTo("[0.5]");
        assertThat(charts.at("/2/groups/0").toString())
                .isEqualTo("{\"name\":\"on\",\"size\":3,\"x\":[1.5,1.5],\"neurons\":[0,2]}");
    }

    @Test
    void whatDoesNotFitIsRefused() {
        assertThatThrownBy(() -> new Table("t", "", List.of("a", "b"), List.of(List.of("1"))))
                .isInstanceOf(ParameterException.class)
                .hasMessageContaining("must have 2 cells");
        assertThatThrownBy(() -> new Series("s", new double[] {1, 1}, new double[] {0, 0}))
                .isInstanceOf(ParameterException.class)
                .hasMessageContaining("must ascend");
        assertThatThrownBy(() -> new Spikes("s", 1, new double[] {1}, new int[0]))
                .isInstanceOf(ParameterException.class)
                .hasMessageContaining("must be as many as x, 1");
    }

    @Test
    void theMeanOfCurvesCountsFromZero() {
        Series mean = Series.mean("m", List.of(new double[] {1, 2}, new double[] {3, 6}));
        assertThat(mean.x()).containsExactly(0, 1);
        assertThat(mean.y()).containsExactly(2, 4);
    }

    @Test
    void aTableHasARowForEachAndACellUnderEachHead() {
        Table table = new Columns<Measure>()
                .with("quantity", Measure::quantity)
                .with("value", m -> String.valueOf(m.value()))
                .table("Loss", "sum", List.of(Measure.of("loss", "DFC", 2, "1"), Measure.of("angle", "DFC", 3, "1")));
        assertThat(table.header()).containsExactly("quantity", "value");
        assertThat(table.rows()).containsExactly(List.of("loss", "2.0"), List.of("angle", "3.0"));
    }
}
