package org.apical.app.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apical.app.findings.Findings;
import org.apical.app.findings.Measures;
import org.apical.app.findings.Section;
import org.apical.app.findings.Section.Axis;
import org.apical.app.findings.Section.Beside;
import org.apical.app.findings.Section.Choice;
import org.apical.app.findings.Section.LineChart;
import org.apical.app.findings.Section.Matrix;
import org.apical.app.findings.Section.Option;
import org.apical.app.findings.Section.Panel;
import org.apical.app.findings.Section.Panels;
import org.apical.app.findings.Section.Raster;
import org.apical.app.findings.Section.Series;
import org.apical.app.findings.Section.Spikes;
import org.apical.app.findings.Section.Style;
import org.apical.app.findings.Section.Table;
import org.apical.app.findings.Section.Text;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Pages in a browser that hovers, zooms, chooses and saves, where a headless Chromium is installed. Pages of runs, such as those of all studies, are used by
 * {@code -Dapical.pages=A/report.html,B/report.html}.
 */
@Timeout(value = 120)
class PageInBrowserTest {
    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");
    private static final String PAGES = System.getProperty("apical.pages", "");
    private static Optional<Path> browser = Optional.empty();

    @TempDir
    private Path directory;

    @BeforeAll
    static void find() {
        browser = Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":"))
                .flatMap(place -> NAMES.stream().map(name -> Path.of(place, name)))
                .filter(Files::isExecutable)
                .findFirst();
        assumeTrue(browser.isPresent(), "no Chromium");
    }

    private static Series series(String name, Style style, double... y) {
        double[] x = new double[y.length];
        Arrays.setAll(x, k -> k + 1);
        return new Series(name, x, y, style);
    }

    private static String page() {
        Series measured = series("measured", Style.LINE, 1, 3, 2, 5, 4).with(new double[] {0.5, 0.2, 0, 0.3, 0.1});
        Series predicted = series("predicted", Style.REFERENCE, 1, 2, 3, 4, 5);
        Series points = series("points", Style.POINTS, 2, 2, 4, 4, 1);
        Axis time = Axis.linear("time (ms)").marked(2);
        Axis potential = Axis.linear("V (mV)");
        List<Section> sections = List.of(
                new Text("Claims", "A claim that holds."),
                new Table(
                        "Claims",
                        "numbers",
                        List.of("what", "value"),
                        List.of(List.of("a", "1"), List.of("b, c", "50 % ± 1"))),
                new LineChart("Curves", "one", time, potential, List.of(measured, predicted, points)),
                new LineChart("Curves", "powers", Axis.log("N"), Axis.log("error"), List.of(measured)),
                new Panels(
                        "Panels",
                        "two",
                        time,
                        potential,
                        List.of(new Panel("left", List.of(measured)), new Panel("right", List.of(points)))),
                new Choice(
                        "Units",
                        "one of two",
                        time,
                        potential,
                        "unit",
                        List.of(
                                new Option("1", List.of(new Panel("a", List.of(measured)))),
                                new Option("2", List.of(new Panel("a", List.of(points))))),
                        0),
                new Raster(
                        "Spikes",
                        "four",
                        time,
                        10,
                        List.of(new Spikes("hidden", 3, new double[] {1, 4, 7, 9}, new int[] {0, 1, 2, 0}))),
                Matrix.ofCounts("Matrix", "counts", "is", "said", List.of("a", "b"), new int[][] {{3, 1}, {0, 4}}));
        Findings findings =
                new Findings("A page", "Of every kind of section.", sections, List.of(), Measures.of(List.of()));
        return FindingsReport.of(findings, "test", Map.of("seed", 1), "apical test", "abc", 1, "scalar");
    }

    private JsonNode clicks(String page, int width) throws IOException, InterruptedException {
        String script;
        try (InputStream in = PageInBrowserTest.class.getResourceAsStream("clicks.js")) {
            script = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        Path file = directory.resolve("page.html");
        Files.writeString(file, page.replace("</body>", "<script>" + script + "</script></body>"));
        Path dom = directory.resolve("dom.html");
        Process chromium = new ProcessBuilder(
                        browser.orElseThrow().toString(),
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--user-data-dir=" + directory.resolve("profile"),
                        "--window-size=" + width + ",900",
                        "--virtual-time-budget=60000",
                        "--dump-dom",
                        file.toUri().toString())
                .redirectOutput(dom.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(chromium.waitFor(100, TimeUnit.SECONDS)).isTrue();
        Matcher found = Pattern.compile("data-clicks=\"([^\"]*)\"").matcher(Files.readString(dom));
        assertThat(found.find()).as("the page was used to its end").isTrue();
        return new ObjectMapper()
                .readTree(found.group(1)
                        .replace("&quot;", "\"")
                        .replace("&lt;", "<")
                        .replace("&amp;", "&"));
    }

    /** Every chart is drawn, says what is under the mouse, zooms in and out; every choice changes its figure; every figure is saved as SVG and PNG; nothing leaves the page at the right. */
    private static void used(JsonNode clicks, int charts, int choices, int figures) {
        assertThat(clicks.get("charts")).hasSize(charts).allSatisfy(chart -> {
            assertThat(chart.get("painted").asDouble()).isGreaterThan(0.002);
            assertThat(chart.get("readout").asText()).as(chart.toString()).matches("(?s).*\\d.*");
            assertThat(chart.get("zooms").asBoolean()).as(chart.toString()).isTrue();
            assertThat(chart.get("unzooms").asBoolean()).as(chart.toString()).isTrue();
        });
        assertThat(clicks.get("choices")).hasSize(choices).allSatisfy(choice -> assertThat(
                        choice.get("changes").asBoolean()
                                || choice.get("options").asInt() < 2)
                .isTrue());
        assertThat(clicks.get("saved")).hasSize(2 * figures);
        assertThat(clicks.get("saved")).allSatisfy(file -> {
            assertThat(file.get("name").asText()).matches("apical-figure-\\d+\\.(svg|png)");
            assertThat(file.get("href").asText()).startsWith("data:image/");
            assertThat(file.get("length").asInt()).isGreaterThan(500);
        });
        assertThat(clicks.get("tables"))
                .allSatisfy(file -> assertThat(file.get("name").asText()).matches("apical-table-\\d+\\.(csv|tex)"));
        assertThat(clicks.get("wide")).isEmpty();
    }

    /** What a table is saved as: CSV, and LaTeX whose special characters are escaped. */
    @Test
    void tablesAreSavedAsText() throws Exception {
        JsonNode tables = clicks(page(), 1280).get("tables");
        assertThat(tables.get(0).get("text").asText()).isEqualTo("what,value\na,1\n\"b, c\",50 % ± 1\n");
        assertThat(tables.get(1).get("text").asText())
                .contains("\\begin{tabular}{ll}", "what & value \\\\", "b, c & 50 \\% $\\pm$ 1 \\\\", "\\bottomrule");
    }

    private static String tables() {
        List<List<String>> rows = new ArrayList<>();
        List<List<String>> links = new ArrayList<>();
        for (int k = 0; k < 9; k++) {
            rows.add(List.of("theory " + k, (k * 7 % 9) + ".5 ± 0.1", k == 4 ? "diverged" : String.valueOf(-k)));
            links.add(List.of("", "theory-" + k + ".yaml", ""));
        }
        List<Section> sections = List.of(
                new Table("Measured", "numbers", List.of("theory", "accuracy (%)", "change"), rows, links),
                new Table(
                        "Needs",
                        "words",
                        List.of("theory", "needs"),
                        rows.stream()
                                .map(row -> List.of(
                                        row.get(0),
                                        (row.get(0).compareTo("theory 4") < 0 ? "once: Q" : "always: S") + row.get(0)))
                                .toList()),
                new Beside(
                        "Two",
                        "side by side",
                        rows.stream().map(row -> row.get(0)).toList()));
        Findings findings = new Findings("Tables", "Of theories.", sections, List.of(), Measures.of(List.of()));
        return FindingsReport.of(findings, "test", Map.of("seed", 1), "apical test", "abc", 1, "scalar");
    }

    /** Rows sort by any column and back, what has no number last; they are filtered by a word; two stand beside each other; cells lead to the files that they come from. */
    @ParameterizedTest
    @ValueSource(ints = {1280, 400})
    void rowsAreSortedFilteredAndPutBesideEachOther(int width) throws Exception {
        JsonNode clicks = clicks(tables(), width);
        JsonNode sorted = clicks.get("sorted");
        assertThat(sorted).hasSize(5);
        assertThat(texts(sorted.get(0).get("up"))).isSorted();
        assertThat(texts(sorted.get(1).get("down"))).isSortedAccordingTo(Comparator.reverseOrder());
        assertThat(texts(sorted.get(1).get("up"))).isSorted();
        assertThat(texts(sorted.get(2).get("down")).subList(0, 2)).containsExactly("0", "−1");
        assertThat(texts(sorted.get(2).get("down")).get(8)).isEqualTo("diverged");
        assertThat(texts(sorted.get(2).get("up")).get(8)).isEqualTo("diverged");
        assertThat(texts(sorted.get(4).get("up"))).isSorted();
        assertThat(texts(sorted.get(4).get("up")).get(8)).startsWith("once");
        assertThat(clicks.get("filtered")).hasSize(2).allSatisfy(filter -> {
            assertThat(filter.get("shown").asInt()).isEqualTo(1);
            assertThat(filter.get("of").asInt()).isEqualTo(9);
        });
        assertThat(clicks.get("choices")).hasSize(2).allSatisfy(choice -> assertThat(
                        choice.get("changes").asBoolean())
                .isTrue());
        assertThat(texts(clicks.get("links"))).hasSize(9).contains("experiments/theory-3.yaml");
        assertThat(clicks.get("wide")).isEmpty();
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(node -> texts.add(node.asText()));
        return texts;
    }

    @ParameterizedTest
    @ValueSource(ints = {1280, 400})
    void everyKindOfChartCanBeUsed(int width) throws Exception {
        used(clicks(page(), width), 6, 1, 5);
    }

    static Stream<Path> pages() {
        return Arrays.stream(PAGES.split(",")).filter(name -> !name.isBlank()).map(Path::of);
    }

    @Test
    void pagesOfRunsCanBeUsed() throws Exception {
        for (Path page : pages().toList()) {
            String text = Files.readString(page);
            int figures = text.split("<figure", -1).length - 1;
            for (int width : new int[] {1280, 400}) {
                JsonNode clicks = clicks(text, width);
                assertThat(clicks.get("charts").size()).as(page.toString()).isGreaterThanOrEqualTo(figures);
                used(clicks, clicks.get("charts").size(), clicks.get("choices").size(), figures);
            }
        }
    }
}
