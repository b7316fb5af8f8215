package org.apical.app.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.apical.app.check.Check;
import org.junit.jupiter.api.Test;

class ClaimTest {
    private static final double[] SEEDS = {0.9, 1.0, 1.1};

    private static String verdict(Claim claim) {
        return Claim.table(List.of(claim)).rows().get(0).get(0);
    }

    /** t_{0.95, 2} = 2.92, deviation 0.1: the mean of 1 is known to within 0.169. */
    @Test
    void theConfidenceBoundOfTheMeanDecides() {
        assertThat(Spread.of(SEEDS).bound()).isCloseTo(2.919986 * 0.1 / Math.sqrt(3), within(1e-6));
        assertThat(verdict(Claim.atLeast("x.", "x", 0.8, SEEDS))).isEqualTo("holds");
        assertThat(verdict(Claim.atLeast("x.", "x", 0.9, SEEDS))).isEqualTo("open");
        assertThat(verdict(Claim.atLeast("x.", "x", 1.2, SEEDS))).isEqualTo("does not hold");
        assertThat(verdict(Claim.atMost("x.", "x", 1.2, SEEDS))).isEqualTo("holds");
        assertThat(verdict(Claim.atMost("x.", "x", 1.1, SEEDS))).isEqualTo("open");
        assertThat(verdict(Claim.atMost("x.", "x", 0.8, SEEDS))).isEqualTo("does not hold");
        assertThat(verdict(Claim.atMost("x.", "x", 0.8, Double.NaN, 1))).isEqualTo("does not hold");
    }

    @Test
    void betweenLimitsBothBoundsCount() {
        assertThat(verdict(Claim.between("x.", "x", 0.8, 1.3, SEEDS))).isEqualTo("holds");
        assertThat(verdict(Claim.between("x.", "x", 0.9, 1.3, SEEDS))).isEqualTo("open");
        assertThat(verdict(Claim.between("x.", "x", 0.7, 1.1, SEEDS))).isEqualTo("open");
        assertThat(verdict(Claim.between("x.", "x", 1.2, 1.4, SEEDS))).isEqualTo("does not hold");
        assertThat(verdict(Claim.between("x.", "x", 0.6, 0.8, SEEDS))).isEqualTo("does not hold");
        assertThat(verdict(Claim.between("x.", "x", 0.6, 0.8, Double.NaN))).isEqualTo("does not hold");
        assertThat(verdict(Claim.between("x.", "x", 0.9, 1.1, 1))).isEqualTo("holds");
    }

    @Test
    void onlyWhatIsDemandedFailsARun() {
        Claim result = Claim.atLeast("x.", "x", 2, SEEDS);
        assertThat(Claim.checks(List.of(result))).isEmpty();
        assertThat(Claim.checks(List.of(result.must()))).singleElement().satisfies(c -> assertThat(c.failed())
                .isTrue());
        assertThat(Claim.checks(List.of(Claim.atMost("x.", "x", 2, 1).must()))).allMatch(Check::held);
    }
}
