package org.apical.app.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CheckTest {
    @Test
    void boundsAreInclusiveAndWhatIsNotANumberFails() {
        assertThat(Check.atMost("x", 1, 1).held()).isTrue();
        assertThat(Check.atMost("x", 1.001, 1).held()).isFalse();
        assertThat(Check.atLeast("x", 1, 1).held()).isTrue();
        assertThat(Check.atLeast("x", 0.999, 1).held()).isFalse();
        assertThat(Check.between("x", -0.7, -1, -0.5).held()).isTrue();
        assertThat(Check.between("x", -0.4, -1, -0.5).held()).isFalse();
        assertThat(Check.atMost("x", Double.NaN, 1).held()).isFalse();
        assertThat(Check.noneFailed(List.of(Check.atMost("x", 0, 1), Check.atMost("x", 2, 1))))
                .isFalse();
    }

    @Test
    void oneLineSaysWhatWasMeasuredAndExpected() {
        assertThat(Check.atMost("a", 7.6e-13, 1e-7).line())
                .isEqualToIgnoringNewLines("ok     a: 7.6e-13, expected <= 1.0e-07");
        assertThat(Check.atLeast("b", 0.5, 0.98).line())
                .isEqualToIgnoringNewLines("FAILED b: 0.50000, expected >= 0.98");
        assertThat(Check.between("c", -0.75, -1, -0.5).bounds()).isEqualTo("-1 .. -0.5");
    }

    @Test
    void whatARunCannotDecideNeitherHoldsNorFails() {
        Check open = Check.atMost("loss", 7, 1.1).undecided("one seed");
        assertThat(open.held()).isFalse();
        assertThat(open.failed()).isFalse();
        assertThat(open.line()).startsWith("open").contains("(one seed)");
        Check good = Check.atMost("x", 0, 1);
        assertThat(Check.summary(List.of(good, open)))
                .contains("1", "1 cannot be decided")
                .doesNotContain("All 2");
        assertThat(Check.summary(List.of(good))).isEqualTo("All 1 checks held.");
        assertThat(Check.summary(List.of(good, Check.atMost("x", 2, 1)))).isEqualTo("1 of 2 checks failed.");
    }
}
