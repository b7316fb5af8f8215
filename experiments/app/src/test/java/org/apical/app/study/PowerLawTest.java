package org.apical.app.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class PowerLawTest {
    @Test
    void aPowerLawHasItsExponentWithoutError() {
        PowerLaw law = PowerLaw.of(new double[] {1, 10, 100}, new double[] {3, 0.3, 0.03});
        assertThat(law.slope()).isCloseTo(-1, within(1e-12));
        assertThat(law.halfWidth()).isLessThan(1e-7);
        assertThat(law.at(1000)).isCloseTo(0.003, within(1e-12));
        assertThat(law.text()).startsWith("-1.000 ± 0.000");
    }

    /** Residuals d, -2 d, d of three points one unit of log x apart: s^2 = 6 d^2 over one degree of freedom, t_{0.975, 1} = 12.706, over sqrt(2). */
    @Test
    void theIntervalIsStudents() {
        double d = 0.01;
        double[] x = {1, Math.E, Math.E * Math.E};
        double[] y = {Math.exp(d), Math.exp(1 - 2 * d), Math.exp(2 + d)};
        PowerLaw law = PowerLaw.of(x, y);
        assertThat(law.slope()).isCloseTo(1, within(1e-12));
        assertThat(law.halfWidth()).isCloseTo(12.7062 * Math.sqrt(6) * d / Math.sqrt(2), within(1e-5));
    }

    @Test
    void twoPointsHaveNoInterval() {
        PowerLaw law = PowerLaw.of(new double[] {1, 10}, new double[] {1, 100});
        assertThat(law.text()).isEqualTo("2.000");
        assertThat(law.halfWidth()).isInfinite();
    }
}
