package org.apical.app.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.apical.app.UserError;
import org.apical.app.yaml.LocatedYaml;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Axes are crossed in the order of the file, ranges are what they say, draws depend on nothing but their seed, and what is wrong has file, key and line. */
class ParameterGridTest {
    private static ParameterGrid grid(String text) {
        return ParameterGrid.read(
                LocatedYaml.read("x.yaml", "grid:\n" + text.indent(2)).at("grid"));
    }

    /** Each point as text. */
    private static List<String> points(String text) {
        return grid(text).points().stream()
                .map(point -> point.entrySet().stream()
                        .map(e -> e.getKey() + "=" + e.getValue().flow())
                        .collect(Collectors.joining(" ")))
                .toList();
    }

    @Test
    void axesAreCrossedTheLastVariesFastest() {
        assertThat(points("a: [1, 2]\nb.c: [x, {y: [3, z]}]"))
                .containsExactly("a=1 b.c=x", "a=1 b.c={y: [3, z]}", "a=2 b.c=x", "a=2 b.c={y: [3, z]}");
    }

    @Test
    void zippedKeysGoTogether() {
        assertThat(points("zip: {a: [1, 2], b: {from: 5, to: 6}}\nseed: [7, 8]"))
                .containsExactly("a=1 b=5 seed=7", "a=1 b=5 seed=8", "a=2 b=6 seed=7", "a=2 b=6 seed=8");
        assertThat(points("zip:\n- {a: [1, 2], b: [3, 4]}\n- {c: [5], d: [6]}"))
                .containsExactly("a=1 b=3 c=5 d=6", "a=2 b=4 c=5 d=6");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "from: 1, to: 4; 1 2 3 4",
                "from: 0.1, to: 0.4, step: 0.1; 0.1 0.2 0.3 0.4",
                "from: -1, to: 1, count: 5; -1 -0.5 0 0.5 1",
                "from: 0, to: 1, count: 4; 0 0.333333333333333 0.666666666666667 1",
                "from: 0.001, to: 0.1, count: 5, scale: log; 0.001 0.00316228 0.01 0.0316228 0.1"
            })
    void rangesHaveBothEnds(String range, String values) {
        assertThat(grid("a: {" + range + "}").points())
                .extracting(point -> point.get("a").flow())
                .containsExactly(values.split(" "));
    }

    @Test
    void drawsStayWithinAndDependOnTheirSeedAlone() {
        String over = "over: {a: {from: 0.001, to: 0.1, scale: log}, b: [x, y, z], c: {from: 1, to: 9, step: 2}}";
        List<String> few = points("random: {draws: 20, " + over + "}");
        List<String> more = points("random: {draws: 400, seed: 1, " + over + "}");
        assertThat(more.subList(0, 20)).isEqualTo(few);
        assertThat(points("random: {draws: 20, seed: 2, " + over + "}")).isNotEqualTo(few);

        double[] a = grid("random: {draws: 400, " + over + "}").points().stream()
                .mapToDouble(point -> Double.parseDouble(point.get("a").flow()))
                .toArray();
        assertThat(Arrays.stream(a)).allMatch(x -> x >= 0.001 && x <= 0.1);
        // log-uniform: half of them below the geometric mean, 0.01; standard deviation of their number 10
        assertThat(Arrays.stream(a).filter(x -> x < 0.01).count()).isBetween(160L, 240L);
        assertThat(more)
                .extracting(point -> point.replaceAll(".* b=(.) c.*", "$1"))
                .contains("x", "y", "z");
        assertThat(more).extracting(point -> point.replaceAll(".* c=", "")).containsOnly("1", "3", "5", "7", "9");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "a: 3; x.yaml: grid.a (line 2): expected a list of values, or {from: .., to: ..}, found '3'",
                "a: []; x.yaml: grid.a (line 2): expected a list of values",
                "a: {from: 2, to: 1}; x.yaml: grid.a.to (line 2): Range.to must be > from, 2.0",
                "a: {from: 1, to: 2.5}; grid.a.to (line 2): Range.to must be a whole number of steps",
                "a: {from: 0, to: 1, count: 3, scale: log}; Range.from must be > 0 on a log scale",
                "a: {from: 1, to: 2, scale: log}; must have count beside it",
                "a: {from: 1, to: 2000000}; must give at most 10000 values",
                "a: {from: 0, to: 1, count: 2000000000}; must give at most 10000 values",
                "'a: {from: 1, to: 200}\nb: {from: 1, to: 200}'; x.yaml: grid (line 2): expected at most 10000 cells",
                "'a.b: [1]\na: [2]'; expected a before a.b, which it would replace",
                "'a: [1]\nzip: {a: [1], b: [2]}'; expected the key a once, found it twice",
                "zip: {a: [1, 2], b: [1]}; grid.zip (line 2): expected as many values of each key, found 2 of the first and 1 of b",
                "random: {draws: 3}; expected the keys draws (how many) and over",
                "random: {draws: 0, over: {a: [1]}}; grid.random.draws (line 2): expected a whole number from 1 to 10000",
                "random: {draws: 2, more: 1, over: {a: [1]}}; 'more'"
            })
    void whatIsWrongIsNamed(String text, String message) {
        assertThatThrownBy(() -> grid(text)).isInstanceOf(UserError.class).hasMessageContaining(message);
    }
}
