package org.apical.app.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SpreadTest {
    @Test
    void aSampleHasTheDeviationOfASample() {
        Spread spread = Spread.of(1, 3);
        assertThat(spread.mean()).isEqualTo(2);
        assertThat(spread.deviation()).isCloseTo(Math.sqrt(2), within(1e-15));
        assertThat(spread.text("%.2f")).isEqualTo("2.00 ± 1.41");
        assertThat(spread.textWithError("%+.1f")).isEqualTo("+2.0 ± 1.0");
    }

    @Test
    void aSingleNumberHasNone() {
        assertThat(Spread.of(7)).isEqualTo(new Spread(7, 0, 1));
        assertThat(Spread.of(7).text("%.1f")).isEqualTo("7.0");
        assertThat(Spread.of().mean()).isNaN();
    }
}
