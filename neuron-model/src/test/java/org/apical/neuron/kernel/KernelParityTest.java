package org.apical.neuron.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.apical.neuron.parameter.ParameterException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Scalar and SIMD kernels are equal to the last bit. Without the vector module every test here fails, none is skipped. */
class KernelParityTest {
    private static final double[] SPECIAL = {
        0.0,
        -0.0,
        1 / 0.0,
        -1 / 0.0,
        Double.NaN,
        1e308,
        -1e308,
        5e-324,
        -5e-324,
        22,
        -22,
        700,
        -700,
        701,
        0.17328679513998632
    };
    private final Kernels scalar = KernelProvider.choose("scalar");
    private final Kernels vector = KernelProvider.choose("vector");

    @Test
    void bothProvidersArePresentAndAutoTakesTheVectorOne() {
        assertThat(scalar.name()).isEqualTo("scalar");
        assertThat(vector.name()).startsWith("vector");
        assertThat(KernelProvider.choose("auto").name()).isEqualTo(vector.name());
        assertThat(KernelProvider.kernels()).isSameAs(KernelProvider.kernels());
    }

    @Test
    void forcingAnUnknownKernelNameThrows() {
        assertThatThrownBy(() -> KernelProvider.choose("gpu"))
                .isInstanceOf(ParameterException.class)
                .hasMessage("apical.kernels must be auto, scalar or vector, got gpu");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 8, 9, 1021})
    void elementwiseKernelsAreBitIdenticalAndLeaveTheTailAlone(int n) {
        for (double range : new double[] {0.1, 1, 30, 800}) {
            double[] x = random(n + 3, range, n);
            for (int i = 0; i < n && range == 30; i += 2) {
                x[i] = SPECIAL[(i / 2 + n) % SPECIAL.length];
            }
            double[] expected = filled(n + 3);
            double[] actual = filled(n + 3);
            scalar.tanh(x, expected, n);
            vector.tanh(x, actual, n);
            assertSameBits(actual, expected);
            assertThat(Arrays.copyOfRange(actual, n, n + 3)).containsOnly(-7);
            scalar.exp(x, expected, n);
            vector.exp(x, actual, n);
            assertSameBits(actual, expected);
            assertThat(Arrays.copyOfRange(actual, n, n + 3)).containsOnly(-7);
        }
    }

    @Test
    void specialValuesAreBitIdenticalInEveryLanePosition() {
        for (int shift = 0; shift < SPECIAL.length; shift++) {
            double[] x = new double[SPECIAL.length];
            for (int i = 0; i < x.length; i++) {
                x[i] = SPECIAL[(i + shift) % x.length];
            }
            double[] expected = new double[x.length];
            double[] actual = new double[x.length];
            scalar.tanh(x, expected, x.length);
            vector.tanh(x, actual, x.length);
            assertSameBits(actual, expected);
            scalar.exp(x, expected, x.length);
            vector.exp(x, actual, x.length);
            assertSameBits(actual, expected);
        }
    }

    @Test
    void elementwiseKernelsMayWorkInPlace() {
        double[] x = random(1021, 5, 1);
        for (Kernels kernels : new Kernels[] {scalar, vector}) {
            double[] expected = new double[x.length];
            double[] inPlace = x.clone();
            kernels.tanh(x, expected, x.length);
            kernels.tanh(inPlace, inPlace, x.length);
            assertSameBits(inPlace, expected);
            inPlace = x.clone();
            kernels.exp(x, expected, x.length);
            kernels.exp(inPlace, inPlace, x.length);
            assertSameBits(inPlace, expected);
        }
    }

    /** Means over the whole domain, small ones (0, 1e-300) and the largest (32), uniform numbers to both ends. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 8, 9, 1021})
    void poissonCountsAreIdenticalAndLeaveTheTailAlone(int n) {
        double[] means = {0, 1e-300, 1e-9, 0.3, 1, 17, 31.999, 32, Double.NaN};
        double[] uniforms = {0, 0x1p-53, 0.5, 1 - 0x1p-53, 1 - 0x1p-52};
        for (int seed = 0; seed < 50; seed++) {
            double[] uniform = new double[n + 3];
            double[] mean = new double[n + 3];
            double[] expMinusMean = new double[n + 3];
            SplittableRandom random = new SplittableRandom(seed);
            for (int i = 0; i < n; i++) {
                boolean special = seed % 2 == 1;
                mean[i] = special ? means[(i + seed) % means.length] : 32 * random.nextDouble();
                uniform[i] = special ? uniforms[(i + seed / 9) % uniforms.length] : random.nextDouble();
                expMinusMean[i] = -mean[i];
            }
            scalar.exp(expMinusMean, expMinusMean, n);
            double[] expected = filled(n + 3);
            double[] actual = filled(n + 3);
            scalar.poisson(uniform, mean, expMinusMean, expected, n);
            vector.poisson(uniform, mean, expMinusMean, actual, n);
            assertSameBits(actual, expected);
            assertThat(Arrays.copyOfRange(actual, n, n + 3)).containsOnly(-7);
        }
    }

    /** Beyond their domain counts are not used, yet equal. */
    @Test
    void poissonCountsOfTooLargeMeansAreIdentical() {
        double[] mean = {33, 41, 42, 50, 700, 1e5, 1e9, 1 / 0.0, -1, 33, 41, 42, 50, 700, 1e5, 1e9, 1 / 0.0, -1};
        double[] expMinusMean = new double[mean.length];
        for (int i = 0; i < mean.length; i++) {
            expMinusMean[i] = -mean[i];
        }
        scalar.exp(expMinusMean, expMinusMean, mean.length);
        double[] expected = new double[mean.length];
        double[] actual = new double[mean.length];
        for (double u : new double[] {0, 1e-30, 1e-15, 0.5, 1 - 0x1p-53}) {
            double[] uniform = new double[mean.length];
            Arrays.fill(uniform, u);
            scalar.poisson(uniform, mean, expMinusMean, expected, mean.length);
            vector.poisson(uniform, mean, expMinusMean, actual, mean.length);
            assertSameBits(actual, expected);
        }
    }

    /** Rows, states and inputs of linear steps. */
    /** Sources that are listed are all that send: the dense product, to the last bit, from either kernel. */
    @ParameterizedTest
    @ValueSource(ints = {1, 7, 8, 9, 16, 19})
    void listedSourcesSendWhatTheDenseProductOfTheirSpikesSends(int lanes) {
        for (int rows : new int[] {1, 7, 8, 9, 37}) {
            for (int active : new int[] {0, 1, 3, 4, 5, 11}) {
                int sources = 11;
                double[] weights = random(rows * sources, 2, rows);
                double[] bySource = new double[weights.length];
                MatrixProduct.transpose(rows, sources, weights, bySource);
                double[] counts = new double[sources * lanes];
                int[] listed = new int[active];
                SplittableRandom random = new SplittableRandom(active);
                for (int k = 0; k < active; k++) {
                    listed[k] = k * sources / active;
                    counts[listed[k] * lanes + random.nextInt(lanes)] = 1 + random.nextInt(3);
                }
                double[] expected = random(rows * lanes, 1, 3);
                double[] fromScalar = expected.clone();
                double[] fromVector = expected.clone();
                vector.multiplyAdd(rows, sources, lanes, weights, counts, expected);
                scalar.multiplyAddRows(rows, lanes, bySource, counts, listed, active, fromScalar);
                vector.multiplyAddRows(rows, lanes, bySource, counts, listed, active, fromVector);
                assertThat(fromScalar).isEqualTo(expected);
                assertThat(fromVector).isEqualTo(expected);
            }
        }
    }

    /** Rows in any order, one of them twice; the target begins anywhere, and nothing around it is touched. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 8, 9, 31, 32, 33, 1021})
    void rowsAreAddedInTheOrderOfTheListAndTouchOnlyTheirTarget(int n) {
        int from = 5;
        double[] a = random(6 * n, 3, 1);
        int[] row = {4, 0, 4, 5, 2};
        double[] factor = random(row.length, 2, 2);
        for (int count = 0; count <= row.length; count++) {
            double[] plain = random(n + 2 * from, 9, 3);
            double[] fromScalar = plain.clone();
            double[] fromVector = plain.clone();
            for (int k = 0; k < count; k++) {
                for (int i = 0; i < n; i++) {
                    plain[from + i] = Math.fma(factor[k], a[row[k] * n + i], plain[from + i]);
                }
            }
            scalar.addRows(n, a, row, factor, count, fromScalar, from);
            vector.addRows(n, a, row, factor, count, fromVector, from);
            assertSameBits(fromScalar, plain);
            assertSameBits(fromVector, plain);
        }
    }

    private static final int[][] SHAPES = {{1, 1, 0}, {3, 3, 2}, {4, 3, 4}, {5, 5, 1}, {6, 4, 0}, {7, 2, 3}};

    private static final int X_FROM = 3;
    private static final int Y_FROM = 5;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 8, 9, 31, 32, 33, 1021})
    void stepsOfFreeElementsAreBitIdenticalAndTouchOnlyTheirElements(int n) {
        for (int[] shape : SHAPES) {
            double[] c = random(shape[0] * (1 + shape[1] + shape[2]), 2, 8);
            AffineMap map = new AffineMap(shape[0], shape[1], shape[2], c);
            double[][] before = states(shape, n);
            double[][] y = operands(shape[2], n, 30);
            double[][] yBefore = copy(y);
            double[][] expected = copy(before);
            double[][] actual = copy(before);
            scalar.advance(map, expected, X_FROM, y, Y_FROM, n, null, 0, map.buffer());
            vector.advance(map, actual, X_FROM, y, Y_FROM, n, null, 0, map.buffer());
            for (int k = 0; k <= shape[2]; k++) {
                assertSameBits(y[k], yBefore[k]);
            }
            for (int row = 0; row < shape[0]; row++) {
                assertSameBits(actual[row], expected[row]);
                for (int at = 0; at < n + 9; at++) {
                    if (at < X_FROM || at >= X_FROM + n) {
                        assertThat(Double.doubleToLongBits(actual[row][at]))
                                .isEqualTo(Double.doubleToLongBits(before[row][at]));
                    } else {
                        assertClose(actual[row][at], plain(c, row, shape, before, y, at - X_FROM));
                    }
                }
            }
        }
    }

    /** As many arrays as rows; those beyond the states are only written. */
    private static double[][] states(int[] shape, int n) {
        double[][] x = Arrays.copyOf(operands(shape[1], n, 20), shape[0]);
        for (int row = shape[1]; row < shape[0]; row++) {
            x[row] = new double[n + 9];
            Arrays.fill(x[row], Double.NaN);
        }
        return x;
    }

    private static double plain(double[] c, int row, int[] shape, double[][] x, double[][] y, int i) {
        int r = row * (1 + shape[1] + shape[2]);
        double sum = c[r];
        for (int j = 0; j < shape[1]; j++) {
            sum += c[r + 1 + j] * x[j][X_FROM + i];
        }
        for (int k = 0; k < shape[2]; k++) {
            sum += c[r + 1 + shape[1] + k] * y[k][Y_FROM + i];
        }
        return sum;
    }

    private static void assertClose(double actual, double plain) {
        if (Double.isFinite(plain)) {
            // at most eight terms below 200: some ulp of 1600
            assertThat(actual).isCloseTo(plain, within(1e-11));
        } else {
            assertThat(Double.doubleToLongBits(actual)).isEqualTo(Double.doubleToLongBits(plain));
        }
    }

    /** As many arrays, of random numbers and some that are not finite, and one more that is not to be read. */
    private static double[][] operands(int count, int n, long seed) {
        double[][] arrays = new double[count + 1][];
        for (int k = 0; k < count; k++) {
            arrays[k] = random(n + 9, 100, seed + k);
        }
        for (int k = 0; k < count && n > 8; k++) {
            arrays[k][Y_FROM + 2 * k] = SPECIAL[2 + k % 3];
            arrays[k][X_FROM + n - 1 - k] = SPECIAL[2 + (k + 1) % 3];
        }
        arrays[count] = new double[n + 9];
        Arrays.fill(arrays[count], Double.NaN);
        return arrays;
    }

    /** Times before, at and after now, in patterns that leave whole vectors out, take them whole, and mix. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 8, 9, 31, 32, 33, 1021})
    void heldElementsKeepTheirFirstStateAndTakeTheirOwnRows(int n) {
        double now = 40;
        double[] times = {now, now + 1, now - 1, 1 / 0.0, -1 / 0.0, Double.NaN, Math.nextUp(now), Math.nextDown(now)};
        for (int[] shape : SHAPES) {
            int size = shape[0] * (1 + shape[1] + shape[2]);
            double[] c = random(size, 2, 9);
            double[] h = random(size, 2, 10);
            double[][] y = operands(shape[2], n, 50);
            double[][] before = states(shape, n);
            double[][] free = copy(before);
            double[][] held = copy(before);
            AffineMap freeMap = new AffineMap(shape[0], shape[1], shape[2], c);
            AffineMap heldMap = new AffineMap(shape[0], shape[1], shape[2], h);
            scalar.advance(freeMap, free, X_FROM, y, Y_FROM, n, null, 0, freeMap.buffer());
            scalar.advance(heldMap, held, X_FROM, y, Y_FROM, n, null, 0, heldMap.buffer());
            AffineMap bothMap = new AffineMap(shape[0], shape[1], shape[2], c, h);
            for (AffineMap map : new AffineMap[] {freeMap, bothMap}) {
                for (int[] pattern : new int[][] {{0, 8}, {0, 1}, {1, 1}, {3, 1}, {2, 3}, {5, 1}}) {
                    SplittableRandom random = new SplittableRandom(n + pattern[0]);
                    double[] until = random.ints(n + 9, 0, pattern[1])
                            .mapToDouble(k -> times[pattern[0] + k])
                            .toArray();
                    for (Kernels kernels : new Kernels[] {scalar, vector}) {
                        double[][] actual = copy(before);
                        kernels.advance(map, actual, X_FROM, y, Y_FROM, n, until, now, map.buffer());
                        for (int row = 0; row < shape[0]; row++) {
                            double[] expected = before[row].clone();
                            for (int at = X_FROM; at < X_FROM + n; at++) {
                                boolean takes = until[at] > now && (row == 0 || map != freeMap);
                                double kept = row == 0 ? before[0][at] : held[row][at];
                                expected[at] = takes ? kept : free[row][at];
                            }
                            assertSameBits(actual[row], expected);
                        }
                    }
                }
            }
        }
    }

    /** A held soma sets its two dendrites apart: what they do not see may be anything. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 8, 9, 31, 32, 33, 1021})
    void dendritesOfAHeldSomaDoNotSeeEachOther(int n) {
        double[] c = random(18, 2, 9);
        double[] h = random(18, 2, 10);
        for (int zero : new int[] {9, 11, 14, 16}) {
            h[zero] = 0;
        }
        AffineMap map = new AffineMap(3, 3, 2, c, h);
        double[] until = random(n + 9, 1, 11);
        double[][] y = operands(2, n, 50);
        double[][] before = operands(3, n, 60);
        double[][] expected = copy(before);
        double[][] actual = copy(before);
        scalar.advance(map, expected, X_FROM, y, Y_FROM, n, until, 0, map.buffer());
        vector.advance(map, actual, X_FROM, y, Y_FROM, n, until, 0, map.buffer());
        for (int row = 0; row < 3; row++) {
            assertSameBits(actual[row], expected[row]);
        }
        for (int at = X_FROM; at < X_FROM + n; at++) {
            if (until[at] > 0) {
                int i = at - X_FROM + Y_FROM;
                assertSameBits(new double[] {actual[0][at]}, new double[] {before[0][at]});
                assertClose(actual[1][at], h[6] + h[7] * before[0][at] + h[8] * before[1][at] + h[10] * y[0][i]);
                assertClose(actual[2][at], h[12] + h[13] * before[0][at] + h[15] * before[2][at] + h[17] * y[1][i]);
            }
        }
    }

    /** A readout that of a held soma sees what the first dendrite sees stays in registers; with any other coefficient it must not. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 8, 9, 31, 32, 33, 1021})
    void aReadoutBesideThreeCompartmentsIsBitIdentical(int n) {
        double[] c = random(24, 2, 9);
        int[][] zeros = {{9, 11, 14, 16, 21, 23}, {9, 11, 14, 16, 21}, {9, 11, 14, 16, 23}, {9, 11, 14, 21, 23}};
        for (int pattern = 0; pattern < zeros.length; pattern++) {
            double[] h = random(24, 2, 10);
            for (int zero : zeros[pattern]) {
                h[zero] = 0;
            }
            AffineMap map = new AffineMap(4, 3, 2, c, h).decaying(new double[] {0.9, 0.8});
            assertThat(map.threeApart).isEqualTo(pattern == 0);
            double[] until = random(n + 9, 1, 11);
            double[][] before = states(new int[] {4, 3, 2}, n);
            double[][] y = operands(2, n, 50);
            double[][] expected = copy(before);
            double[][] actual = copy(before);
            double[][] expectedY = copy(y);
            scalar.advance(map, expected, X_FROM, expectedY, Y_FROM, n, until, 0, map.buffer());
            vector.advance(map, actual, X_FROM, y, Y_FROM, n, until, 0, map.buffer());
            for (int row = 0; row < 4; row++) {
                assertSameBits(actual[row], expected[row]);
            }
            for (int k = 0; k < 2; k++) {
                assertSameBits(y[k], expectedY[k]);
            }
        }
    }

    /** A soma alone, which has a loop of its own. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 8, 9, 31, 32, 33, 1021})
    void oneCompartmentIsBitIdentical(int n) {
        AffineMap map = new AffineMap(1, 1, 1, random(3, 2, 9), random(3, 2, 10));
        assertThat(map.oneCompartment()).isTrue();
        double[] until = random(n + 9, 1, 11);
        for (AffineMap either : new AffineMap[] {map, map.decaying(new double[] {0.9})}) {
            double[][] expected = states(new int[] {1, 1, 1}, n);
            double[][] actual = copy(expected);
            double[][] expectedY = operands(1, n, 50);
            double[][] y = copy(expectedY);
            scalar.advance(either, expected, X_FROM, expectedY, Y_FROM, n, until, 0, either.buffer());
            vector.advance(either, actual, X_FROM, y, Y_FROM, n, until, 0, either.buffer());
            assertSameBits(actual[0], expected[0]);
            assertSameBits(y[0], expectedY[0]);
        }
    }

    /** Inputs decay after the step that has read them, whether somata may be held or not. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 8, 9, 31, 32, 33, 1021})
    void inputsDecayAfterTheStep(int n) {
        double[] h = random(18, 2, 10);
        for (int zero : new int[] {9, 11, 14, 16}) {
            h[zero] = 0;
        }
        AffineMap three = new AffineMap(3, 3, 2, random(18, 2, 9), h);
        AffineMap four = new AffineMap(4, 3, 2, random(24, 2, 9));
        double[] until = random(n + 9, 1, 11);
        for (AffineMap map : new AffineMap[] {three, four}) {
            for (double[] busy : new double[][] {null, until}) {
                double[][] states = {random(n + 9, 9, 1), random(n + 9, 9, 2), random(n + 9, 9, 3), random(n + 9, 9, 4)
                };
                double[][] plain = copy(states);
                double[][] inputs = {random(n + 9, 9, 5), random(n + 9, 9, 6)};
                scalar.advance(map, plain, X_FROM, inputs, Y_FROM, n, busy, 0, map.buffer());
                for (Kernels kernels : new Kernels[] {scalar, vector}) {
                    double[][] x = copy(states);
                    double[][] y = copy(inputs);
                    AffineMap decaying = map.decaying(new double[] {0.9, 0.25});
                    kernels.advance(decaying, x, X_FROM, y, Y_FROM, n, busy, 0, decaying.buffer());
                    for (int row = 0; row < 4; row++) {
                        assertSameBits(x[row], plain[row]);
                    }
                    for (int at = 0; at < n + 9; at++) {
                        boolean inside = at >= Y_FROM && at < Y_FROM + n;
                        assertThat(y[0][at]).isEqualTo(inputs[0][at] * (inside ? 0.9 : 1));
                        assertThat(y[1][at]).isEqualTo(inputs[1][at] * (inside ? 0.25 : 1));
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 8, 9, 31, 32, 33, 1021})
    void positionsAtOrAboveThresholdAreTheSameInAscendingOrder(int n) {
        int from = 3;
        for (double threshold : new double[] {0, -0.0, 25, 200, -200, 1 / 0.0, -1 / 0.0, Double.NaN}) {
            double[] x = random(n + 7, 100, 11);
            for (int i = 0; i < x.length; i += 3) {
                x[i] = i % 2 == 0 ? threshold : SPECIAL[i % 5];
            }
            int[] expected = new int[n + 4];
            Arrays.fill(expected, -7);
            expected[0] = 41;
            int count = 1;
            for (int i = from; i < from + n; i++) {
                if (x[i] >= threshold) {
                    expected[count++] = i;
                }
            }
            for (Kernels kernels : new Kernels[] {scalar, vector}) {
                int[] found = new int[n + 4];
                Arrays.fill(found, -7);
                found[0] = 41;
                assertThat(kernels.atLeast(x, from, n, threshold, found, 1)).isEqualTo(count);
                assertThat(found).isEqualTo(expected);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 8, 9, 31, 32, 33, 1021})
    void theFirstThatIsNotFiniteIsFound(int n) {
        int from = 3;
        for (double odd : new double[] {Double.NaN, 1 / 0.0, -1 / 0.0, -Double.MAX_VALUE}) {
            for (int at = 0; at < n + 7; at += 1 + n / 40) {
                double[] x = random(n + 7, 100, 12);
                x[at] = odd;
                x[n + 6] = odd;
                int expected = at >= from && at < from + n && !Double.isFinite(odd) ? at : -1;
                assertThat(scalar.firstNotFinite(x, from, n)).isEqualTo(expected);
                assertThat(vector.firstNotFinite(x, from, n)).isEqualTo(expected);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 8, 9, 1021})
    void productsAreBitIdenticalAtOddShapes(int lanes) {
        for (int rows : new int[] {1, 3, 4, 5, 8, 9, 19}) {
            for (int inner : new int[] {0, 1, 7, 8, 9, 33, 129}) {
                double[] a = random(rows * inner, 2, 1);
                double[] b = random(inner * lanes, 2, 2);
                double[] expected = random(rows * lanes, 2, 3);
                double[] actual = expected.clone();
                scalar.multiplyAdd(rows, inner, lanes, a, b, expected);
                vector.multiplyAdd(rows, inner, lanes, a, b, actual);
                assertSameBits(actual, expected);
            }
        }
    }

    /** Rows that fill no register block, columns that fill no panel, an inner index shorter and longer than one. */
    @ParameterizedTest
    @ValueSource(ints = {1, 7, 8, 9, 31, 33, 1021})
    void productsWithATransposedFactorAreBitIdenticalAtOddShapes(int columns) {
        for (int rows : new int[] {1, 2, 3, 7, 8, 9, 19}) {
            for (int inner : new int[] {0, 1, 7, 127, 128, 129, 300}) {
                double[] a = random(rows * inner, 2, 1);
                double[] b = random(columns * inner, 2, 2);
                double[] expected = random(rows * columns, 2, 3);
                double[] actual = expected.clone();
                double[] plain = expected.clone();
                double[] transposed = new double[b.length];
                MatrixProduct.transpose(columns, inner, b, transposed);
                scalar.multiplyTransposedAdd(rows, inner, columns, a, b, expected);
                vector.multiplyTransposedAdd(rows, inner, columns, a, b, actual);
                scalar.multiplyAdd(rows, inner, columns, a, transposed, plain);
                assertSameBits(actual, expected);
                assertSameBits(actual, plain);
            }
        }
    }

    @Test
    void aLongInnerIndexIsBitIdentical() {
        double[] a = random(5 * 1021, 2, 1);
        double[] b = random(1021 * 19, 2, 2);
        double[] expected = new double[5 * 19];
        double[] actual = new double[5 * 19];
        scalar.multiplyAdd(5, 1021, 19, a, b, expected);
        vector.multiplyAdd(5, 1021, 19, a, b, actual);
        assertSameBits(actual, expected);
    }

    /** A lane does not see its neighbours: the same column gives the same bits in any batch. */
    @Test
    void aLaneDoesNotDependOnTheNumberOfLanes() {
        int lanes = 37;
        double[] a = random(6 * 11, 2, 1);
        double[] b = random(11 * lanes, 2, 2);
        double[] all = new double[6 * lanes];
        vector.multiplyAdd(6, 11, lanes, a, b, all);
        for (int lane = 0; lane < lanes; lane++) {
            double[] column = new double[11];
            double[] one = new double[6];
            for (int k = 0; k < 11; k++) {
                column[k] = b[k * lanes + lane];
            }
            vector.multiplyAdd(6, 11, 1, a, column, one);
            for (int i = 0; i < 6; i++) {
                assertThat(all[i * lanes + lane]).isEqualTo(one[i]);
            }
        }
    }

    @Test
    void aliasedOrShortArraysAreRejectedByBoth() {
        double[] four = new double[4];
        double[] other = new double[4];
        for (Kernels kernels : new Kernels[] {scalar, vector}) {
            assertThatThrownBy(() -> kernels.multiplyAdd(2, 2, 2, four, other, four))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("must not be one of its factors");
            assertThatThrownBy(() -> kernels.multiplyAdd(2, 2, 2, other, four, four))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> kernels.multiplyAdd(3, 2, 2, four, other, new double[6]))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("(3 x 2) and (2 x 2)")
                    .hasMessageContaining("4, 4 and 6");
            assertThatThrownBy(() -> kernels.multiplyAdd(2, 2, 3, four, other, new double[6]))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> kernels.multiplyAdd(2, 2, 2, four, other, new double[3]))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> kernels.multiplyTransposedAdd(2, 2, 2, four, other, four))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("must not be one of its factors");
            assertThatThrownBy(() -> kernels.multiplyTransposedAdd(2, 2, 3, four, other, new double[6]))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> kernels.tanh(four, new double[9], 9))
                    .isInstanceOf(IndexOutOfBoundsException.class);
            assertThatThrownBy(() -> kernels.exp(new double[9], four, 9)).isInstanceOf(IndexOutOfBoundsException.class);
        }
    }

    /** 65536 x 65536 is 0 in 32 bits: a check in int arithmetic lets it pass. */
    @Test
    void shapesWhoseProductOverflowsAnIntOrIsNegativeAreRejected() {
        double[] a = new double[4];
        double[] b = new double[1 << 16];
        double[] c = new double[1 << 16];
        assertThatThrownBy(() -> Kernels.checkProduct(1 << 16, 1 << 16, 1, a, b, c))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Kernels.checkProduct(-1, -1, -1, a, b, c))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static double[][] copy(double[][] x) {
        return Arrays.stream(x).map(double[]::clone).toArray(double[][]::new);
    }

    private static double[] filled(int n) {
        double[] x = new double[n];
        Arrays.fill(x, -7);
        return x;
    }

    private static double[] random(int n, double range, long seed) {
        return new SplittableRandom(seed)
                .doubles(n)
                .map(u -> range * (2 * u - 1))
                .toArray();
    }

    private static void assertSameBits(double[] actual, double[] expected) {
        assertThat(Arrays.stream(actual).mapToLong(Double::doubleToLongBits).toArray())
                .isEqualTo(Arrays.stream(expected)
                        .mapToLong(Double::doubleToLongBits)
                        .toArray());
    }
}
