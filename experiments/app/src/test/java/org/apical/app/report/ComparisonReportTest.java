package org.apical.app.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apical.app.compare.ComparisonFindings;
import org.apical.app.compare.ComparisonResult;
import org.apical.app.compare.ComparisonResult.Deviation;
import org.apical.app.compare.ComparisonResult.FeedbackMeasures;
import org.apical.app.compare.ComparisonResult.FormulationResult;
import org.apical.app.compare.ComparisonResult.Represented;
import org.apical.app.compare.ComparisonResult.Shown;
import org.apical.app.compare.LearningCurve;
import org.apical.app.compare.PresentationTrace;
import org.apical.app.compare.PresentationTrace.LayerTrace;
import org.apical.app.compare.PresentationTrace.Spikes;
import org.apical.app.experiment.Experiment;
import org.apical.app.experiment.ExperimentFile;
import org.apical.app.experiment.Kept.Variable;
import org.apical.app.experiment.Kept.When;
import org.apical.app.task.Score;
import org.apical.network.theory.LoopMargin;
import org.apical.neuron.kernel.MatrixProduct;
import org.apical.plasticity.reference.Alignment;
import org.apical.plasticity.reference.FeedbackCosines;
import org.apical.plasticity.reference.NullSpaceShares;
import org.apical.plasticity.reference.UpdateAngles;
import org.apical.plasticity.training.Samples;
import org.junit.jupiter.api.Test;

class ComparisonReportTest {
    private static final int STEPS = 6;
    private static final int HIDDEN = 5;
    private static final int OUTPUTS = 3;
    private static final int RECORDED = 10;
    private static final String COMMAND = "apical compare --out \"a & b\" </script><b>$1\\";

    private static final double[][] OUTPUT = {{1, 0, 0}, {0, 1, 0}, {0, 1, 0}};
    private static final Samples HELD = new Samples(new double[3][16], new int[] {0, 1, 2});

    private static LearningCurve curve(double... test) {
        return new LearningCurve(Score.ACCURACY, new double[0], new double[0], test);
    }

    private static double[][] ramp(int units, double slope) {
        double[][] x = new double[STEPS][units];
        for (int t = 0; t < STEPS; t++) {
            for (int i = 0; i < units; i++) {
                x[t][i] = -70 + slope * t * (i + 1) / 3;
            }
        }
        return x;
    }

    private static LayerTrace layer(int units, boolean spiking) {
        Spikes spikes = spiking
                ? new Spikes(RECORDED, new double[] {-1, 0, 2, 2}, new int[] {0, 3, RECORDED, 2 * RECORDED + 7}, false)
                : new Spikes(0, new double[0], new int[0], false);
        Map<Variable, double[][]> potentials = new EnumMap<>(Variable.class);
        potentials.put(Variable.SOMA, ramp(units, 1));
        potentials.put(Variable.BASAL, ramp(units, 0.5));
        potentials.put(Variable.APICAL, ramp(units, -2));
        return new LayerTrace(units, potentials, spikes);
    }

    private static PresentationTrace trace(String id, double start, boolean spiking) {
        return new PresentationTrace(
                id,
                When.INITIAL,
                0,
                IntStream.range(0, STEPS).mapToDouble(t -> start + t).toArray(),
                List.of(layer(HIDDEN, spiking), layer(OUTPUTS, spiking)),
                ramp(OUTPUTS, 1),
                new double[] {1, 2, Double.NaN},
                ramp(OUTPUTS, 0.1));
    }

    private static FormulationResult formulation(String id, double... accuracy) {
        return formulation(id, List.of(), accuracy);
    }

    private static FormulationResult formulation(String id, List<LoopMargin> margins, double... accuracy) {
        return new FormulationResult(
                id,
                "title of <" + id + ">",
                curve(accuracy),
                OUTPUT,
                1,
                new double[] {0.99, Double.NaN},
                Optional.of(new Deviation(1.2e-9, 0.25, Optional.empty(), Optional.empty())),
                3.21,
                Optional.empty(),
                Optional.empty(),
                margins,
                new TreeMap<>());
    }

    /** A page is no wider than its window: what may be wider scrolls in a box of its own. */
    @Test
    void tablesScrollInTheirOwnBox() {
        String page = page(1, 0.1, 0.9);
        // settings wrap
        String[] tables = page.split("<table(?! class=\"settings\")", -1);
        assertThat(tables).hasSizeGreaterThan(3).hasSameSizeAs(page.split("<div class=\"scroll\"[^>]*>\\s*<table", -1));
    }

    /** The embedded digits with some keys set, {@code key=value}. */
    private static Experiment digits(String... set) {
        ExperimentFile file = ExperimentFile.embedded("digits.yaml").with("test", "seed", "7");
        for (String one : set) {
            String[] key = one.split("=", 2);
            file = file.with(one, key[0], key[1]);
        }
        return file.experiment(MatrixProduct.detect());
    }

    private static ComparisonResult result(int epochs, double... accuracy) {
        return new ComparisonResult(
                digits("learning.epochs=" + epochs),
                List.of("hidden", "output"),
                Stream.of("F1", "F2", "F3").map(id -> formulation(id, accuracy)).toList(),
                List.of(trace("F1", 0, false), trace("F2", 0, false), trace("F3", -2, true)),
                HELD,
                List.of("nought", "one", "two"),
                List.of(new Shown(
                        new double[] {0, 0.5, 1, 0, 0.5, 0.5, 0.5, 0.5, 0, 0, 0, 0, 1, 1, 1, 1}, OptionalInt.of(1))),
                Optional.empty(),
                () -> "nothing else");
    }

    /** The same of another experiment. */
    private static ComparisonResult of(
            Experiment experiment, ComparisonResult like, FormulationResult... formulations) {
        return new ComparisonResult(
                experiment,
                like.layerNames(),
                List.of(formulations),
                like.traces(),
                like.held(),
                like.outputs(),
                like.shown(),
                like.steadyStateResidual(),
                like.causes());
    }

    private static String page(int epochs, double... accuracy) {
        return page(result(epochs, accuracy), "kernels <of> here");
    }

    private static String page(ComparisonResult result, String kernels) {
        return FindingsReport.of(
                ComparisonFindings.of(result),
                "digits · seed 7",
                ExperimentFile.map(result.experiment()),
                COMMAND,
                "0123456789abcdef",
                3,
                kernels);
    }

    private static JsonNode data(String page) throws Exception {
        Matcher block = Pattern.compile("<script type=\"application/json\" id=\"data\">(.*?)</script>", Pattern.DOTALL)
                .matcher(page);
        assertThat(block.find()).isTrue();
        return new ObjectMapper().readTree(block.group(1));
    }

    @Test
    void needsNoOtherFileAndNoNetwork() {
        String page = page(1, 0.1, 0.9);
        assertThat(page)
                .doesNotContainPattern("(?i)(src|href)\\s*=\\s*[\"']?(https?:|//)")
                .doesNotContainPattern("(?i)<link\\b|@import|url\\(\\s*[\"']?(https?:|//)");
        assertThat(page).contains("default-src 'none'").contains("uPlot");
        assertThat(page.length()).isLessThan(3_000_000);
    }

    @Test
    void hasEverySection() {
        String page = page(1, 0.1, 0.9);
        assertThat(page)
                .contains(
                        "<h2>Agreement</h2>",
                        "<h2>Learning curves</h2>",
                        "<h2>Presentation of held-out sample 0, initial weights</h2>")
                .contains("<h2>Methods</h2>", "<h2>Checks</h2>", "id=\"parameters\"", "id=\"origin\"")
                .contains("Alpaydin", "Kaynak", "CC BY 4.0", "<svg class=\"digit\"", "0.1.0-SNAPSHOT")
                .doesNotContain("{{");
    }

    @Test
    void showsEveryParameterWithItsUnit() {
        Experiment experiment = digits(
                "learning.epochs=1",
                "spikes.soma=lif",
                "spikes.noiseMv=3",
                "neurons.cell={restMv: -70, coupling: dendrite-to-soma, soma: {capacitancePicoF: 200, leakNanoS: 6},"
                        + " basal: {capacitancePicoF: 5, leakNanoS: 5}, apical: {capacitancePicoF: 5, leakNanoS: 5},"
                        + " basalCouplingNanoS: 4, apicalCouplingNanoS: 2}");
        String page = page(of(experiment, result(1, 0.1, 0.9), formulation("F1", 0.1, 0.9)), "kernels");
        JsonNode settings = new ObjectMapper().valueToTree(ExperimentFile.map(experiment));
        assertParameters(page, settings);
        assertThat(page)
                .containsPattern("title=\"restMv\">rest</th><td>−70</td><td>mV</td>")
                .containsPattern("title=\"noiseMv\">[^<]*</th><td>3</td><td>mV</td>")
                .containsPattern("title=\"basalCouplingNanoS\">basal coupling</th><td>4</td><td>nS</td>")
                .containsPattern("title=\"apicalCouplingNanoS\">apical coupling</th><td>2</td><td>nS</td>")
                .containsPattern("(?s)>basal</th></tr>.*title=\"leakNanoS\">leak</th><td>5</td><td>nS</td>")
                .containsPattern("(?s)>lif</th></tr>|title=\"kind\">kind</th><td>lif</td>")
                .containsPattern("title=\"thresholdMv\">[^<]*</th><td>−55</td><td>mV</td>");
    }

    private static void assertParameters(String page, JsonNode node) {
        node.properties().forEach(e -> {
            JsonNode value = e.getValue();
            if (value.isObject()) {
                assertParameters(page, value);
            } else if (value.isArray() && !value.isEmpty() && value.get(0).isObject()) {
                value.forEach(one -> one.fieldNames()
                        .forEachRemaining(key -> assertThat(page).contains(key)));
            } else {
                assertThat(page).contains("title=\"" + e.getKey() + "\"");
            }
        });
    }

    @Test
    void escapesText() throws Exception {
        String page = page(1, 0.1, 0.9);
        assertThat(page)
                .contains("apical compare --out &quot;a &amp; b&quot; &lt;/script&gt;&lt;b&gt;$1\\")
                .contains("kernels &lt;of&gt; here", "title of &lt;F1&gt;")
                .doesNotContain("</script><b>", "<of>", "<F1>");
        assertThat(data(page).at("/charts/0/panels/0/series/0/name").asText()).isEqualTo("F1 title of <F1>");
    }

    @Test
    void missingNumbersAreDashes() throws Exception {
        String page = page(1, 0.1, Double.NaN);
        assertThat(page.substring(0, page.indexOf("<script")))
                .contains("<td>–</td>")
                .doesNotContain("NaN");
        assertThat(data(page).at("/charts/0/panels/0/series/0/y").toString()).isEqualTo("[10,null]");
    }

    /** Rows are classes, columns what they were taken for: the third sample was taken for the second class. */
    @Test
    void showsTheConfusionMatrix() {
        String page = page(1, 0.1, 0.9);
        String matrix = page.substring(page.indexOf("<table class=\"matrix\">"), page.indexOf("Rows: class"));
        assertThat(matrix)
                .contains(
                        "<th scope=\"row\">nought</th><td style=\"--share:100%\">1</td><td style=\"--share:0%\"></td>")
                .contains("<th scope=\"row\">two</th><td style=\"--share:0%\"></td><td style=\"--share:100%\">1</td>");
    }

    @Test
    void theBestEpochIsThatOfTheFirstBestValidationScore() {
        double[] none = {};
        double[] validation = {0.1, 0.8, 0.7, 0.8};
        assertThat(new LearningCurve(Score.ACCURACY, none, validation, validation).bestEpoch())
                .hasValue(1);
        assertThat(new LearningCurve(Score.LOSS, none, validation, validation).bestEpoch())
                .hasValue(0);
        assertThat(curve(0.1, 0.9).bestEpoch()).isEmpty();
    }

    @Test
    void saysWhenNothingWasLearned() {
        assertThat(page(0, 0.1)).contains("Nothing was learned (0 epochs)").doesNotContain("<h2>Learning curves</h2>");
    }

    /** Every unit of every layer can be chosen; first is the one whose apical potential moves most. */
    @Test
    void offersEveryUnit() throws Exception {
        JsonNode choice = data(page(1, 0.1, 0.9)).at("/charts/1");
        assertThat(choice.at("/options").valueStream().map(o -> o.get("name").asText()))
                .containsExactly(
                        "hidden 0", "hidden 1", "hidden 2", "hidden 3", "hidden 4", "output 0", "output 1", "output 2");
        assertThat(choice.get("selected").asInt()).isEqualTo(4);
        assertThat(choice.get("grids")).hasSize(2);
        JsonNode soma = choice.at("/options/0/panels/0/series/0/y");
        double[] unpacked = unpack(soma);
        assertThat(unpacked[0]).isEqualTo(-70);
        assertThat(unpacked[1]).isCloseTo(-70 + 1.0 / 3, within(soma.get("step").asDouble() / 2));
    }

    private static double[] unpack(JsonNode packed) {
        ByteBuffer bytes = ByteBuffer.wrap(
                        Base64.getDecoder().decode(packed.get("packed").asText()))
                .order(ByteOrder.LITTLE_ENDIAN);
        double[] x = new double[bytes.remaining() / 2];
        for (int k = 0; k < x.length; k++) {
            int code = bytes.getShort() & 0xFFFF;
            x[k] = code == 0xFFFF
                    ? Double.NaN
                    : packed.get("low").asDouble() + packed.get("step").asDouble() * code;
        }
        return x;
    }

    @Test
    void rastersShowOneNeuronOfHiddenAndSomeOfOutputUnits() throws Exception {
        JsonNode groups = data(page(1, 0.1, 0.9)).at("/charts/2/groups");
        assertThat(groups.valueStream().map(g -> g.get("name").asText() + " " + g.get("size")))
                .containsExactly("hidden 5", "output 5", "output, shown 5", "output  5");
        assertThat(groups.at("/0/neurons").toString()).isEqualTo("[0,1]");
        assertThat(groups.at("/1/neurons").toString()).isEqualTo("[0,3]");
        assertThat(groups.at("/2/neurons").toString()).isEqualTo("[0]");
    }

    @Test
    void packedNumbersKeepTheirRangeAndTheirGaps() {
        ObjectNode node = new ObjectMapper().createObjectNode();
        double[] x = {3, Double.NaN, -2, 0.123456};
        ChartNumbers.pack(node, x);
        double[] back = unpack(node);
        assertThat(back[1]).isNaN();
        for (int k : new int[] {0, 2, 3}) {
            assertThat(back[k]).isCloseTo(x[k], within(5.0 / 65_534 / 2 * (1 + 1e-9)));
        }
        ChartNumbers.pack(node, new double[] {7, 7});
        assertThat(unpack(node)).containsExactly(7, 7);
        ChartNumbers.pack(node, new double[] {Double.NaN});
        assertThat(unpack(node)[0]).isNaN();
    }

    @Test
    void saysWhatCarriesTheControlOfF3() {
        assertThat(page(1, 0.1, 0.9)).contains("controller is the ideal one").doesNotContain("of their radii");
        ComparisonResult plain = result(1, 0.1, 0.9);
        ComparisonResult neurons = of(
                digits("learning.epochs=1", "controller={kind: spiking}"),
                plain,
                plain.formulations().get(0),
                plain.formulations().get(1),
                new FormulationResult(
                        "F3",
                        "title",
                        curve(0.1, 0.9),
                        OUTPUT,
                        1,
                        new double[] {0.99, 1},
                        Optional.empty(),
                        3,
                        Optional.of(new Represented(0.914, 0.753)),
                        Optional.empty(),
                        List.of(),
                        new TreeMap<>()));
        assertThat(page(neurons, "kernels"))
                .contains("keep the ideal")
                .contains("up to 0.91", "up to 0.75", "title=\"kind\">kind</th><td>spiking</td>")
                .doesNotContain("{{");
    }

    /** Before learning and after each epoch. */
    @Test
    void showsThePhaseMarginOverEpochs() {
        assertThat(page(1, 0.1, 0.9)).doesNotContain("Phase margin");
        List<LoopMargin> margins = List.of(new LoopMargin(61.5, 4, 2, 3), new LoopMargin(-7.25, 0.9, 0, 3));
        ComparisonResult measured =
                of(digits("learning.epochs=1"), result(1, 0.1, 0.9), formulation("F3", margins, 0.1, 0.9));
        assertThat(page(measured, "kernels")).contains("Phase margin", "61.5", "-7.25");
        assertThat(ComparisonFindings.measures(measured.formulations()).list().stream()
                        .filter(m -> m.quantity().equals("phase_margin"))
                        .map(m -> m.at("formulation") + " " + m.at("epoch") + " " + m.value() + " " + m.unit()))
                .containsExactly("F3 0 61.5 degrees", "F3 1 -7.25 degrees");
    }

    @Test
    void showsWhatBecameOfLearnedFeedback() {
        assertThat(page(1, 0.1, 0.9)).doesNotContain("Learned feedback", "none was copied");
        ComparisonResult plain = result(1, 0.1, 0.9);
        FeedbackMeasures measured =
                new FeedbackMeasures(alignment(0.412, 85.1), List.of(alignment(0.934, 12.4), alignment(0.517, 20.6)));
        ComparisonResult learned = of(
                digits("learning.epochs=1", "learning.feedback={learned: {}}"),
                plain,
                new FormulationResult(
                        "F1",
                        "title",
                        curve(0.1, 0.9),
                        OUTPUT,
                        1,
                        new double[] {1, 1},
                        Optional.empty(),
                        3,
                        Optional.empty(),
                        Optional.of(measured),
                        List.of(),
                        new TreeMap<>()));
        assertThat(page(learned, "kernels"))
                .contains("Learned feedback", "none was copied", ">learned</th></tr>", "title=\"preTrainingEpochs\"")
                .containsSubsequence(
                        "as drawn",
                        "0.412",
                        "85.1°",
                        "pre-trained",
                        "0.934",
                        "12.4°",
                        "after the last",
                        "0.517",
                        "20.6°")
                .doesNotContain("{{");
    }

    private static Alignment alignment(double conditionTwo, double degrees) {
        FeedbackCosines cosines = new FeedbackCosines(List.of(0.7, 0.8), 0.75);
        return new Alignment(
                0.1,
                conditionTwo,
                -1,
                new UpdateAngles(degrees, degrees, degrees),
                cosines,
                cosines,
                new NullSpaceShares(List.of(0.1, 0.2), 0.2));
    }

    @Test
    void formatsNumbers() {
        assertThat(Html.number(0)).isEqualTo("0.0000");
        assertThat(Html.number(0.9999981)).isEqualTo("1.0000");
        assertThat(Html.number(9.09e-15)).isEqualTo("9.1\u202f×\u202f10<sup>−15</sup>");
        assertThat(Html.number(Double.NaN)).isEqualTo("–");
        assertThat(Html.plain(500)).isEqualTo("500");
        assertThat(Html.plain(-0.01)).isEqualTo("−0.01");
    }
}
