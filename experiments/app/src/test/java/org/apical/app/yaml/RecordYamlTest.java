package org.apical.app.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.apical.app.UserError;
import org.apical.neuron.parameter.Key;
import org.apical.neuron.parameter.Require;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Records of every form, none of which means anything. */
class RecordYamlTest {
    private static final Kinds KINDS = new Kinds();
    private static final RecordYaml YAML = new RecordYaml(KINDS);

    static {
        KINDS.family(Shape.class)
                .kind("point", Point.class)
                .kind("disc", Disc.class)
                .kind("ring", Ring.class);
        KINDS.family(Ground.class, "made of").kind("sand", Sand.class);
        KINDS.family(Size.class).kind("given", Given.class).plain("measured", Measured.class);
        KINDS.wrapped(Way.class).kind("left", Left.class).kind("right", Right.class);
        KINDS.word("f-I curve", Phase.CURVED)
                .word("first", Phase.FIRST)
                .word("second", Phase.SECOND)
                .tuple(Pair.class);
    }

    enum Phase {
        FIRST,
        SECOND,
        CURVED
    }

    enum Plain {
        F1,
        GIVEN_BACK
    }

    record Pair(int from, int to) {
        Pair {
            Require.atLeast("pair.from", from, 0);
        }
    }

    interface Shape {}

    record Point() implements Shape {}

    record Disc(@Key(value = "r", or = "2", above = 0) double radiusMv) implements Shape {}

    record Ring(
            @Key(value = "r", least = 1) double inner,
            @Key(value = "R", or = "9") double outer) implements Shape {
        Ring {
            Require.that(inner < outer, "ring.inner", "must be below outer = " + outer, inner);
        }
    }

    interface Ground {}

    record Sand(@Key(value = "grain", or = "1") double grain) implements Ground {}

    interface Size {}

    record Given() implements Size {}

    record Measured(
            @Key(value = "mean", or = "0") double mean,
            @Key(value = "spread", least = 0) double spread) implements Size {}

    interface Way {}

    record Left(@Key("how far") double steps) implements Way {}

    record Right(
            @Key(value = "how far", or = "1") double steps,
            @Key(value = "turns", or = "0") int turns) implements Way {}

    /** Whose keys stand among those of another. */
    record Inner(
            @Key(value = "alpha", or = "0.5", least = 0, below = 1)
            double alpha,

            @Key("beta") double beta) {}

    record One(@Key("one") String only) {}

    record Bounds(
            @Key(value = "a", or = "1", least = 0, most = 1) double closed,

            @Key(value = "b", or = "1", above = 0, below = 2)
            double openMs,

            @Key(value = "c", or = "3", least = 1, most = 5) int whole,
            @Key(value = "d", or = "1") int any,
            @Key(value = "e", or = "1") long large) {}

    record All(
            @Key("a name") String name,
            @Key("a time") double tauMs,
            @Key(value = "keys of another", inline = true) Inner inner,
            @Key(value = "a number", or = "7") long seed,
            @Key(value = "whether", or = "true") boolean on,
            @Key(value = "when", or = "second") Phase phase,
            @Key(value = "which", or = "given back") Plain plain,
            @Key(value = "a shape", or = "point") Shape shape,

            @Key(value = "the ground", or = "{made of: sand}")
            Ground ground,

            @Key(value = "a size", or = "{spread: 3}") Size size,
            @Key(value = "a way", or = "{left: 2}") Way way,
            @Key(value = "one in one", or = "it") One one,
            @Key(value = "bounded", or = "{}") Bounds bounds,

            @Key(value = "a threshold, where there is one", above = 0)
            Optional<Double> thresholdMv,

            @Key("a second shape, where there is one") Optional<Shape> second,

            @Key(value = "some numbers", most = 9) List<Integer> numbers,

            List<Pair> pairs,
            @Key("some ways") List<Way> ways) {}

    private static All all(String more) {
        return read(All.class, "{name: n, tauMs: 1, beta: 2" + (more.isEmpty() ? "" : ", " + more) + "}");
    }

    private static <T extends Record> T read(Class<T> type, String text) {
        return YAML.read(type, LocatedYaml.read("a.yaml", text));
    }

    private static void refused(Class<? extends Record> type, String text, String... parts) {
        assertThatThrownBy(() -> read(type, text))
                .as(text)
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith("a.yaml: ")
                .hasMessageContainingAll(parts)
                .message()
                .hasLineCount(1);
    }

    /** The shortest description of {@link All} with some more keys is refused. */
    private static void refused(String more, String... parts) {
        refused(All.class, "{name: n, tauMs: 1, beta: 2, " + more + "}", parts);
    }

    @Test
    void whatIsNotSaidHasItsDefault() {
        assertThat(all(""))
                .isEqualTo(new All(
                        "n",
                        1,
                        new Inner(0.5, 2),
                        7,
                        true,
                        Phase.SECOND,
                        Plain.GIVEN_BACK,
                        new Point(),
                        new Sand(1),
                        new Measured(0, 3),
                        new Left(2),
                        new One("it"),
                        new Bounds(1, 1, 3, 1, 1),
                        Optional.empty(),
                        Optional.empty(),
                        List.of(),
                        List.of(),
                        List.of()));
    }

    @Test
    void whatIsSaidReplacesTheDefault() {
        All all = all(
                "alpha: 0.25, seed: -3, on: false, phase: f-I curve, plain: F1, bounds: {whole: 5}, thresholdMv: 4");
        assertThat(all.inner()).isEqualTo(new Inner(0.25, 2));
        assertThat(all.seed()).isEqualTo(-3);
        assertThat(all.on()).isFalse();
        assertThat(all.phase()).isEqualTo(Phase.CURVED);
        assertThat(all.plain()).isEqualTo(Plain.F1);
        assertThat(all.bounds()).isEqualTo(new Bounds(1, 1, 5, 1, 1));
        assertThat(all.thresholdMv()).contains(4.0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "closed: -0.01 | bounds.closed (line 1): expected a number >= 0 and <= 1, found '-0.01'",
                "closed: 1.01  | bounds.closed (line 1): expected a number >= 0 and <= 1, found '1.01'",
                "openMs: 0     | bounds.openMs (line 1): expected a number > 0 and < 2 (ms), found '0'",
                "openMs: 2     | bounds.openMs (line 1): expected a number > 0 and < 2 (ms), found '2'",
                "openMs: 1e999 | bounds.openMs (line 1): expected a number > 0 and < 2 (ms) within the range of doubles, found '1e999'",
                "whole: 0      | bounds.whole (line 1): expected a whole number from 1 to 5, found '0'",
                "whole: 6      | bounds.whole (line 1): expected a whole number from 1 to 5, found '6'",
                "whole: 2.5    | bounds.whole (line 1): expected a whole number from 1 to 5, found '2.5'",
                "whole: 3.0    | expected a whole number from 1 to 5, written without point or exponent, found '3.0'",
                "whole: 1e0    | expected a whole number from 1 to 5, written without point or exponent, found '1e0'",
                "any: 2147483648 | expected a whole number from -2147483648 to 2147483647, found '2147483648'",
                "any: -2147483649 | expected a whole number from -2147483648 to 2147483647, found '-2147483649'",
                "large: 9223372036854775808 | bounds.large (line 1): expected a whole number",
            })
    void whatIsOutOfBoundsIsRefusedByItsBound(String bad, String message) {
        refused("bounds: {" + bad + "}", message);
    }

    @Test
    void boundsThatBelongToTheDomainAreInIt() {
        assertThat(all("bounds: {closed: 0, openMs: 1.9999, whole: 1, any: -2147483648, large: 9223372036854775807}")
                        .bounds())
                .isEqualTo(new Bounds(0, 1.9999, 1, Integer.MIN_VALUE, Long.MAX_VALUE));
        assertThat(all("bounds: {closed: 1, whole: 5, any: 2147483647, large: -9223372036854775808}")
                        .bounds())
                .isEqualTo(new Bounds(1, 1, 5, Integer.MAX_VALUE, Long.MIN_VALUE));
    }

    @Test
    void everyItemOfAListIsBounded() {
        assertThat(all("numbers: [1, -2, 9]").numbers()).containsExactly(1, -2, 9);
        refused("numbers: [1, 10]", "numbers[1] (line 1): expected a whole number from", "to 9, found '10'");
        refused("numbers: 1", "numbers (line 1): expected a list, found '1'");
        refused("numbers: [1, [2]]", "numbers[1] (line 1): expected a whole number", "found a list of 1");
        refused("thresholdMv: 0", "thresholdMv (line 1): expected a number > 0 (mV), found '0'");
    }

    @Test
    void allMissingKeysOfAPlaceAreNamedAtOnce() {
        refused(All.class, "{}", "a.yaml: line 1: expected the keys name, tauMs, beta, found no keys");
        refused(All.class, "seed: 1\n", "expected the keys name, tauMs, beta, found seed");
        refused(All.class, "name: n\nbeta: 1\n", "expected the key tauMs, found name, beta");
        refused("shape: {kind: ring}", "shape (line 1): expected the key inner, found no keys");
        refused("\n  size: {mean: 1}", "size (line 2): expected the key spread, found mean");
    }

    @Test
    void unknownKeysAreNamedWithTheirLineAndWhatIsKnown() {
        refused(
                All.class,
                "name: n\ntauMs: 1\nbeta: 2\nalpa: 3\n",
                "alpa (line 4): expected one of name, tauMs, alpha, beta, seed, on",
                "found the key 'alpa'");
        refused("bounds: {hole: 1}", "bounds.hole (line 1): expected one of closed, openMs, whole, any, large");
        refused("shape: {kind: point, radiusMv: 1}", "shape.radiusMv (line 1): expected no keys, found the key");
        refused("inner: {alpha: 1}", "inner (line 1): expected one of name, tauMs, alpha, beta");
    }

    @Test
    void aKindIsItsNameOrAMapThatSaysIt() {
        assertThat(all("shape: point").shape()).isEqualTo(new Point());
        assertThat(all("shape: disc").shape()).isEqualTo(new Disc(2));
        assertThat(all("shape: {kind: disc}").shape()).isEqualTo(new Disc(2));
        assertThat(all("shape: {radiusMv: 3, kind: disc}").shape()).isEqualTo(new Disc(3));
        assertThat(all("shape: {disc: {radiusMv: 4}}").shape()).isEqualTo(new Disc(4));
        assertThat(all("ground: sand").ground()).isEqualTo(new Sand(1));
        assertThat(all("ground: {made of: sand, grain: 2}").ground()).isEqualTo(new Sand(2));
        refused("shape: square", "shape (line 1): expected one of point, disc, ring, found 'square'");
        refused("shape: {kind: square}", "shape.kind (line 1): expected one of point, disc, ring, found 'square'");
        refused("shape: {kind: {}}", "shape.kind (line 1): expected one of point, disc, ring, found {}");
        refused("shape: {kind: ring, inner: 0}", "shape.inner (line 1): expected a number >= 1, found '0'");
        refused("shape: [point]", "shape (line 1): expected one of point, disc, ring", "found a list of 1");
        refused("shape: ring", "shape (line 1): expected the key inner, found no keys");
        refused("shape: Point", "found 'Point'");
        refused("ground: {kind: sand}", "ground (line 1): expected one of sand, or {made of: one of them");
    }

    @Test
    void aKindThatIsMeantWithoutItsName() {
        assertThat(all("size: {spread: 1}").size()).isEqualTo(new Measured(0, 1));
        assertThat(all("size: {kind: measured, spread: 1}").size()).isEqualTo(new Measured(0, 1));
        assertThat(all("size: given").size()).isEqualTo(new Given());
        refused("size: {spread: -1}", "size.spread (line 1): expected a number >= 0, found '-1'");
        refused("size: {}", "size (line 1): expected the key spread, found no keys");
    }

    /** The keys say of themselves that the default is meant; where they do not, the kind has to be said. */
    @Test
    void theDefaultKindIsMeantByItsKeys() {
        assertThat(all("ground: {grain: 3}").ground()).isEqualTo(new Sand(3));
        assertThat(all("ground: {}").ground()).isEqualTo(new Sand(1));
        refused("ground: {grain: x}", "ground.grain (line 1): expected a number, found 'x'");
        refused(
                "ground: {grian: 3}",
                "ground (line 1): expected one of sand, or {made of: one of them, with parameters}");
        refused("second: {radiusMv: 1}", "second (line 1): expected one of point, disc, ring, or {kind: one of them");
    }

    @Test
    void aWrappedKindIsTheKeyOfItsParameters() {
        assertThat(all("way: {left: 5}").way()).isEqualTo(new Left(5));
        assertThat(all("way: {left: {steps: 5}}").way()).isEqualTo(new Left(5));
        assertThat(all("way: {right: {}}").way()).isEqualTo(new Right(1, 0));
        assertThat(all("way: right").way()).isEqualTo(new Right(1, 0));
        assertThat(all("way: {right: {turns: 2}}").way()).isEqualTo(new Right(1, 2));
        assertThat(all("ways: [right, {left: 1}]").ways()).containsExactly(new Right(1, 0), new Left(1));
        refused("way: {}", "way (line 1): expected either left or right, found {}");
        refused("way: {left: 1, right: {}}", "way (line 1): expected either left or right, found the keys left, right");
        refused("way: {up: 1}", "way (line 1): expected either left or right, found the keys up");
        refused("way: {left: many}", "way.left (line 1): expected a number, found 'many'");
        refused("ways: [right, {left: x}]", "ways[1].left (line 1): expected a number, found 'x'");
    }

    @Test
    void aTupleIsAListOfItsComponents() {
        assertThat(all("pairs: [[0, 1], [2, 3]]").pairs()).containsExactly(new Pair(0, 1), new Pair(2, 3));
        assertThat(all("pairs: [{from: 1, to: 2}]").pairs()).containsExactly(new Pair(1, 2));
        refused("pairs: [[0, 1], [2]]", "pairs[1] (line 1): expected [from, to], found a list of 1");
        refused("pairs: [[0, 1, 2]]", "pairs[0] (line 1): expected [from, to], found a list of 3");
        refused("pairs: [[0, x]]", "pairs[0][1] (line 1): expected a whole number", "found 'x'");
        refused("pairs: [7]", "pairs[0] (line 1): expected the keys from, to, found '7'");
        refused("pairs: [[-1, 2]]", "pairs[0] (line 1): pair.from must be >= 0, got -1");
    }

    @Test
    void aRecordOfOneComponentIsItsValue() {
        assertThat(all("one: x").one()).isEqualTo(new One("x"));
        assertThat(all("one: {only: x}").one()).isEqualTo(new One("x"));
        refused("one: {other: x}", "one.other (line 1): expected one of only, found the key 'other'");
        refused("one: [x]", "one (line 1): expected a text, found a list of 1");
    }

    @Test
    void whatAConstructorRefusesIsReportedAtTheKeyItNames() {
        refused(
                "shape: {kind: ring,\n inner: 9}",
                "shape.inner (line 2): ring.inner must be below outer = 9.0, got 9.0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "1.", "1.0", "+1", "1e0", "10e-1", ".1e1", "1E0", "0.1e+1"})
    void numbersOfYaml(String number) {
        assertThat(read(All.class, "{name: n, tauMs: " + number + ", beta: 2}").tauMs())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1d",
                "1f",
                "1D",
                "0.01f",
                "0x10",
                "0x1p0",
                "0x64p0",
                "0o17",
                "0b1",
                "1_000",
                "1_0.5",
                "190:20:30",
                ".inf",
                "-.inf",
                ".nan",
                ".NaN",
                "Infinity",
                "NaN",
                "e5",
                ".",
                "+",
                "1e",
                "1e+",
                "--1",
                "1,5",
                "'1 2'",
                "''",
                "~",
                "null",
                "true",
                "[1]",
                "{}",
                "١",
                "１"
            })
    void otherNumbersAreRefused(String number) {
        refused(
                All.class,
                "name: n\nbeta: 1\ntauMs: " + number + "\n",
                "tauMs (line 3): expected a number (ms), found ");
    }

    /** Octal to YAML 1.1, decimal to YAML 1.2 and to people. */
    @ParameterizedTest
    @ValueSource(strings = {"010", "-010", "+07", "00", "08"})
    void aLeadingZeroIsAmbiguous(String number) {
        String message = "without a leading zero, which YAML reads as octal, found '" + number + "'";
        refused(
                All.class,
                "{name: n, beta: 2, tauMs: " + number + "}",
                "tauMs (line 1): expected a number (ms) " + message);
        refused("bounds: {whole: " + number + "}", "expected a whole number from 1 to 5 " + message);
        refused("seed: " + number, "seed (line 1): expected a whole number " + message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"yes", "on", "True", "TRUE", "1", "no", "n", "''", "~", "[true]"})
    void truthIsTrueOrFalse(String other) {
        refused("on: " + other, "on (line 1): expected true or false, found ");
    }

    /** What YAML might take for something else stands in quotes, and is the same text again once it is written. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "'010'",
                "'0x10'",
                "'true'",
                "'no'",
                "'null'",
                "'~'",
                "'1e3'",
                "'1_000'",
                "'.inf'",
                "'a: b'",
                "'a #b'",
                "'#a'",
                "'!!int 5'",
                "'*a'",
                "'&a'",
                "'- a'",
                "'[a]'",
                "'{a: 1}'",
                "' a '",
                "'''a'''",
                "'\"a\"'",
                "'a\\n'",
                "'%a'",
                "'@a'",
                "'`a'",
                "'|'",
                "'>'",
                "'?'",
                "':'",
                "'-'",
                "'---'",
                "'='",
                "'<<'",
                "'2001-01-01'",
                "'π ÄÖ 漢 🧠'",
                "','"
            })
    void quotedTextIsText(String quoted) {
        String text = quoted.substring(1, quoted.length() - 1).replace("''", "'");
        All all = read(All.class, "{name: " + quoted + ", tauMs: 1, beta: 2}");
        assertThat(all.name()).isEqualTo(text);
        assertThat(written(all)).isEqualTo(all);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\\nb", "a\\tb", "\\u001b[31m", "\\0", "a\\u0085", "\\ra", "\\u007f", "\\u009b2J"})
    void controlCharactersAreRefused(String escaped) {
        refused(
                All.class,
                "{name: \"" + escaped + "\", tauMs: 1, beta: 2}",
                "name (line 1): expected a text without control characters");
    }

    @ParameterizedTest
    @ValueSource(strings = {"''", "' '", "~", "", "[a]", "{a: 1}"})
    void aTextIsNotBlank(String other) {
        refused(All.class, "name: " + other + "\ntauMs: 1\nbeta: 2\n", "name (line 1): expected a text");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "!!int 5",
                "!!float 5",
                "!!str 5",
                "!foo 5",
                "! 5",
                "!<tag:yaml.org,2002:int> 5",
                "!!set {}",
                "!!java.net.URL [a]"
            })
    void tagsAreRefused(String value) {
        refused(
                All.class,
                "name: n\nbeta: 1\ntauMs: " + value + "\n",
                "line 3: expected a value without a tag, found !");
    }

    @Test
    void tagsOfMapsAndListsAreRefusedToo() {
        refused(All.class, "!!map\nname: n\ntauMs: 1\nbeta: 2\n", "expected a value without a tag");
        refused("bounds: !!map {whole: 1}", "line 1: expected a value without a tag");
        refused("numbers: !!seq [1]", "line 1: expected a value without a tag");
        refused("numbers: [1, !!int 2]", "line 1: expected a value without a tag");
    }

    @Test
    void aliasesAreRefused() {
        refused(All.class, "name: &n n\ntauMs: 1\nbeta: *n\n", "line 3: expected the value itself, found the alias *n");
        refused("bounds: &b {whole: 1}, shape: *b", "line 1: expected the value itself, found the alias *b");
        refused("bounds: {<<: *b}", "line 1: expected the value itself, found the alias *b");
        refused("numbers: [&o 1, *o]", "line 1: expected the value itself, found the alias *o");
        refused("bounds: {*whole : 2}", "line 1: expected YAML (Expected a field name");
        assertThat(all("bounds: &unused {whole: 2}").bounds().whole()).isEqualTo(2);
    }

    @Test
    void aKeyStandsOnce() {
        refused(
                All.class,
                "name: n\ntauMs: 1\nbeta: 2\nname: m\n",
                "line 4: expected the key 'name' once, found it twice");
        refused("bounds: {whole: 1,\n whole: 1}", "line 2: expected the key 'whole' once, found it twice");
        refused("shape: {kind: disc, kind: ring}", "expected the key 'kind' once, found it twice");
    }

    @Test
    void aFileIsOneDocument() {
        refused(All.class, "", "expected a description, found an empty file");
        refused(All.class, "# nothing\n", "expected a description, found an empty file");
        refused(
                All.class,
                "name: n\ntauMs: 1\nbeta: 2\n---\nname: m\n",
                "expected one document, found another at line ");
        refused(All.class, "5", "a.yaml: line 1: expected the keys name, tauMs", "found '5'");
        refused(All.class, "[1, 2]", "a.yaml: line 1: expected the keys name, tauMs", "found a list of 2");
        refused(All.class, "name: [\n", "a.yaml: line 2: expected YAML (");
        refused(All.class, "name: \"a\n", "a.yaml: line 2: expected YAML (");
        refused(All.class, "\tname: a\n", "a.yaml: line 1: expected YAML (");
        refused(All.class, "{".repeat(30), "a.yaml: line 1: expected ");
        refused(All.class, "[".repeat(100_000), "a.yaml: line 1: expected at most 20 levels");
    }

    /** The length of what is shown of a wrong value is bounded. */
    @Test
    void longTextIsCut() {
        assertThatThrownBy(() -> all("seed: " + "9".repeat(100_000)))
                .isInstanceOf(UserError.class)
                .message()
                .endsWith("...'")
                .hasSizeLessThan(200);
    }

    private static All written(All all) {
        return read(All.class, YamlText.of(YAML.write(all)));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void whatIsWrittenIsReadAsTheSameRecord(long seed) {
        RandomRecords random = new RandomRecords(KINDS, seed);
        for (int k = 0; k < 100; k++) {
            All all = random.of(All.class);
            assertThat(written(all)).isEqualTo(all);
        }
    }

    @Test
    void everyKeyIsWrittenButOptionalOnesThatAreNotThere() {
        assertThat(
                        YamlText.of(
                                YAML.write(
                                        read(
                                                All.class,
                                                "{name: it is, tauMs: 1, beta: 2, way: right, pairs: [[1, 2]], second: {kind: disc, radiusMv: 1}}"))))
                .isEqualTo("""
                        name: it is
                        tauMs: 1.0
                        alpha: 0.5
                        beta: 2.0
                        seed: 7
                        "on": true
                        phase: second
                        plain: given back
                        shape: point
                        ground:
                          made of: sand
                          grain: 1.0
                        size:
                          kind: measured
                          mean: 0.0
                          spread: 3.0
                        way:
                          right:
                            steps: 1.0
                            turns: 0
                        one: it
                        bounds:
                          closed: 1.0
                          openMs: 1.0
                          whole: 3
                          any: 1
                          large: 1
                        second:
                          kind: disc
                          radiusMv: 1.0
                        numbers: []
                        pairs:
                        - - 1
                          - 2
                        ways: []
                        """);
    }

    @Test
    void unitsAreTheEndsOfNames() {
        assertThat(RecordYaml.unit("tauMs")).isEqualTo("ms");
        assertThat(RecordYaml.unit("slopePerMv")).isEqualTo("1/mV");
        assertThat(RecordYaml.unit("gainPerMv2")).isEqualTo("1/mV^2");
        assertThat(RecordYaml.unit("restMv")).isEqualTo("mV");
        assertThat(RecordYaml.unit("alpha")).isEmpty();
    }
}
