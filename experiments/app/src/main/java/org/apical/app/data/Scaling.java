package org.apical.app.data;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import org.apical.neuron.parameter.Key;
import org.apical.neuron.parameter.Require;

/** How the numbers of a file become those of the network, column by column: (x - shift) / divisor. */
public interface Scaling {
    /**
     * The scale of columns.
     *
     * @param rows of the samples that are learned from, which alone decide
     */
    Scale of(Matrix numbers, int[] rows);

    /**
     * (x - shift) / divisor.
     *
     * @param shift of each column, in its unit; not to be written
     * @param divisor of each column, in its unit, not 0; not to be written
     */
    record Scale(double[] shift, double[] divisor) {
        /** The numbers of a row. */
        double[] row(Matrix numbers, int row) {
            double[] scaled = new double[shift.length];
            for (int i = 0; i < scaled.length; i++) {
                scaled[i] = (numbers.at(row, i) - shift[i]) / divisor[i];
            }
            return scaled;
        }

        private static Scale of(int columns, IntToDoubleFunction shift, IntToDoubleFunction divisor) {
            double[] shifts = new double[columns];
            double[] divisors = new double[columns];
            Arrays.setAll(shifts, shift);
            Arrays.setAll(divisors, divisor);
            return new Scale(shifts, divisors);
        }

        /** The same where all numbers learned from are equal, and nothing can be divided by their spread. */
        private static double spread(double x) {
            return x > 0 ? x : 1;
        }
    }

    /** Numbers stay as they are. */
    record None() implements Scaling {
        @Override
        public Scale of(Matrix numbers, int[] rows) {
            return Scale.of(numbers.columns(), i -> 0, i -> 1);
        }
    }

    /** 0..1: bytes by their range, other columns by least and largest number of the training data; a column without spread becomes 0. */
    record UnitRange() implements Scaling {
        @Override
        public Scale of(Matrix numbers, int[] rows) {
            if (numbers.top().isPresent()) {
                return Scale.of(numbers.columns(), i -> 0, i -> numbers.top().getAsDouble());
            }
            double[] least = new double[numbers.columns()];
            double[] most = new double[numbers.columns()];
            for (int i = 0; i < least.length; i++) {
                int column = i;
                least[i] = Arrays.stream(rows)
                        .mapToDouble(k -> numbers.at(k, column))
                        .min()
                        .orElseThrow();
                most[i] = Arrays.stream(rows)
                        .mapToDouble(k -> numbers.at(k, column))
                        .max()
                        .orElseThrow();
            }
            return Scale.of(least.length, i -> least[i], i -> Scale.spread(most[i] - least[i]));
        }
    }

    /** Mean 0 and deviation 1 over the training data; a column without spread becomes 0. */
    record Standardised() implements Scaling {
        @Override
        public Scale of(Matrix numbers, int[] rows) {
            double[] mean = new double[numbers.columns()];
            double[] deviation = new double[numbers.columns()];
            for (int i = 0; i < mean.length; i++) {
                for (int k : rows) {
                    mean[i] += numbers.at(k, i) / rows.length;
                }
                double squares = 0;
                for (int k : rows) {
                    double d = numbers.at(k, i) - mean[i];
                    squares += d * d / rows.length;
                }
                deviation[i] = Math.sqrt(squares);
            }
            return Scale.of(mean.length, i -> mean[i], i -> Scale.spread(deviation[i]));
        }
    }

    /** Mean and deviation that are given. */
    record Given(
            @Key("mean, one for all columns or one each, as in the file")
            List<Double> mean,

            @Key("deviation, one for all columns or one each, as in the file")
            List<Double> deviation)
            implements Scaling {
        public Given {
            Require.atLeast("scaling.mean", mean.size(), 1);
            Require.atLeast("scaling.deviation", deviation.size(), 1);
            for (double d : deviation) {
                Require.positive("scaling.deviation", d, "(as in the file)");
            }
        }

        @Override
        public Scale of(Matrix numbers, int[] rows) {
            return Scale.of(
                    numbers.columns(), i -> of("mean", mean, numbers, i), i -> of("deviation", deviation, numbers, i));
        }

        private static double of(String name, List<Double> given, Matrix numbers, int column) {
            boolean each = given.size() > 1;
            Require.that(
                    !each || given.size() == numbers.columns(),
                    "scaling." + name,
                    "must be one number or one of each column, " + numbers.columns(),
                    given.size());
            return given.get(each ? column : 0);
        }
    }
}
