package org.apical.network.adaptive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RadauTest {
    /** Sums of three products of numbers of order one. */
    private static final double ROUNDING = 1e-14;

    /** B(5) and C(3), which with D(2) make the order 5 (Hairer and Wanner, IV.5). */
    @Test
    void integratesPolynomialsOfTheFourthDegreeAndStagesThoseOfTheSecond() {
        for (int k = 1; k <= 5; k++) {
            double sum = 0;
            for (int j = 0; j < 3; j++) {
                sum += Radau.A[6 + j] * Math.pow(Radau.NODES[j], k - 1);
            }
            assertThat(sum).isCloseTo(1.0 / k, within(ROUNDING));
        }
        for (int i = 0; i < 3; i++) {
            for (int k = 1; k <= 3; k++) {
                double sum = 0;
                for (int j = 0; j < 3; j++) {
                    sum += Radau.A[3 * i + j] * Math.pow(Radau.NODES[j], k - 1);
                }
                assertThat(sum).isCloseTo(Math.pow(Radau.NODES[i], k) / k, within(ROUNDING));
            }
        }
    }

    @Test
    void eigenvectorsTakeStagesApart() {
        double[] product = new double[9];
        double[] apart = new double[9];
        Radau.multiply(Radau.A, Radau.VECTORS, product);
        Radau.multiply(Radau.INVERSE, product, apart);
        double[] expected = {Radau.REAL, 0, 0, 0, Radau.RE, Radau.IM, 0, -Radau.IM, Radau.RE};
        assertThat(apart).containsExactly(expected, within(1e-13));
    }

    @Test
    void theParabolaThroughTheStagesIsFoundAnywhere() {
        double[] weight = new double[3];
        for (double s : new double[] {0, 0.3, 1, 4}) {
            Radau.lagrange(s, weight);
            double sum = 0;
            for (int j = 0; j < 3; j++) {
                double c = Radau.NODES[j];
                sum += weight[j] * (2 - c + 3 * c * c);
            }
            assertThat(sum).isCloseTo(2 - s + 3 * s * s, within(1e-12));
        }
        Radau.lagrange(0, weight);
        assertThat(Radau.BACK).containsExactly(weight);
    }

    @Test
    void factorsSolveComplexSystems() {
        int n = 7;
        SplittableRandom random = new SplittableRandom(1);
        ComplexLu factors = new ComplexLu(n, 2);
        double[] re = random.doubles(n * n, -1, 1).toArray();
        double[] im = random.doubles(n * n, -1, 1).toArray();
        // a pivot that has to be looked for
        re[0] = 0;
        im[0] = 0;
        System.arraycopy(re, 0, factors.re(), n * n, n * n);
        System.arraycopy(im, 0, factors.im(), n * n, n * n);
        double[] xRe = random.doubles(n, -1, 1).toArray();
        double[] xIm = random.doubles(n, -1, 1).toArray();
        double[] bRe = new double[n];
        double[] bIm = new double[n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                bRe[i] += re[i * n + j] * xRe[j] - im[i * n + j] * xIm[j];
                bIm[i] += re[i * n + j] * xIm[j] + im[i * n + j] * xRe[j];
            }
        }
        factors.factor(1);
        factors.solve(1, bRe, bIm);
        assertThat(bRe).containsExactly(xRe, within(1e-12));
        assertThat(bIm).containsExactly(xIm, within(1e-12));
    }
}
