package org.apical.neuron.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every loop of {@link CurrentKernels} and {@link SchemeKernels}: scalar and SIMD to the last bit, and no element beyond its own. */
class CompartmentLoopsTest {
    private static final int OFFSET = 5;
    private static final double[] SPECIAL = {0.0, -0.0, 1 / 0.0, -1 / 0.0, Double.NaN, 1e308, 5e-324, 700, -700};

    private final Kernels scalar = KernelProvider.choose("scalar");
    private final Kernels vector = KernelProvider.choose("vector");

    static Stream<Arguments> everyLoopAndLength() {
        return Stream.of(CurrentKernels.class, SchemeKernels.class)
                .flatMap(of -> Stream.of(of.getMethods()))
                .flatMap(loop -> Stream.of(0, 1, 7, 8, 9, 1021).map(n -> Arguments.of(loop, n)));
    }

    @ParameterizedTest
    @MethodSource("everyLoopAndLength")
    void loopsAreBitIdenticalAndTouchOnlyTheirElements(Method loop, int n) throws ReflectiveOperationException {
        for (int seed = 0; seed < 12; seed++) {
            int first = n < 7 ? 0 : seed % 3;
            Object[] before = arguments(loop, first, n, seed);
            Object[] expected = arguments(loop, first, n, seed);
            Object[] actual = arguments(loop, first, n, seed);
            call(loop, scalar, expected);
            call(loop, vector, actual);
            boolean written = false;
            for (int k = 0; k < actual.length; k++) {
                if (actual[k] instanceof double[] array) {
                    double[] reference = (double[]) expected[k];
                    double[] untouched = (double[]) before[k];
                    for (int i = 0; i < array.length; i++) {
                        assertThat(bits(array[i]))
                                .as("argument %d, element %d", k, i)
                                .isEqualTo(bits(reference[i]));
                        written |= bits(array[i]) != bits(untouched[i]);
                        if (i < first || i >= n + OFFSET) {
                            assertThat(bits(array[i])).isEqualTo(bits(untouched[i]));
                        }
                    }
                }
            }
            if (n > 1000) {
                assertThat(written).isTrue();
            }
        }
    }

    /** Finite numbers with either sign; in every fourth case special ones among them. The last two integers are the first element and n. */
    private static Object[] arguments(Method loop, int first, int n, int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Class<?>[] types = loop.getParameterTypes();
        Object[] values = new Object[types.length];
        for (int k = 0; k < types.length; k++) {
            if (types[k] == double.class) {
                values[k] = random.nextDouble(0.1, 3);
            } else if (types[k] == int.class) {
                values[k] = OFFSET;
            } else {
                double[] array = new double[n + 2 * OFFSET];
                for (int i = 0; i < array.length; i++) {
                    boolean special = seed % 4 == 3 && random.nextInt(3) == 0;
                    array[i] = special ? SPECIAL[random.nextInt(SPECIAL.length)] : random.nextDouble(-80, 80);
                }
                values[k] = array;
            }
        }
        values[types.length - 2] = first;
        values[types.length - 1] = n;
        return values;
    }

    private static void call(Method loop, Kernels kernels, Object[] arguments) throws ReflectiveOperationException {
        Object on = loop.getDeclaringClass() == CurrentKernels.class ? kernels.currents() : kernels.schemes();
        try {
            loop.setAccessible(true);
            loop.invoke(on, arguments);
        } catch (InvocationTargetException e) {
            throw new AssertionError(loop.toString(), e.getCause());
        }
    }

    /** NaN with its canonical payload. */
    private static long bits(double x) {
        return Double.doubleToLongBits(x);
    }

    /** The corrected product with the reciprocal is the division, bit for bit, over a thousand divisors and a range of quotients. */
    @Test
    void dividingByAConstantGivesTheBitsOfTheDivision() {
        SplittableRandom random = new SplittableRandom(4);
        int n = 1021;
        double[] y = new double[n];
        double[] base = new double[n];
        for (int trial = 0; trial < 1000; trial++) {
            double c = Math.scalb(random.nextDouble(1, 2), random.nextInt(-20, 20));
            double[] x = new double[n];
            for (int i = 0; i < n; i++) {
                y[i] = Math.scalb(random.nextDouble(-2, 2), random.nextInt(-200, 200));
            }
            vector.schemes().stage(y, c, 1 / c, 1, 0, Double.POSITIVE_INFINITY, base, x, 0, new double[n], 0, n);
            for (int i = 0; i < n; i++) {
                assertThat(x[i]).isEqualTo(y[i] / c);
            }
        }
    }
}
