package org.apical.app.study.geometry;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import org.apical.app.study.geometry.RowSpace.Kind;
import org.apical.app.study.student.StudentMethod.Feedback;
import org.apical.app.study.student.StudentTrial;
import org.apical.network.description.NetworkWeights;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * Rows of J and columns of Q, each of unit length, in the plane of the first two principal components of the row space of a student: points [x.., y..].
 *
 * @param jacobian rows of every probed sample
 * @param feedback columns of each {@link Kind}
 */
record Plane(double[][] jacobian, double[][][] feedback) {

    static Plane of(StudentTrial trial) {
        NetworkWeights weights = trial.initial(Feedback.FIXED);
        RowSpace space = RowSpace.of(trial.network(), weights, trial.probed());
        double[][] rows = {{}, {}};
        for (double[] input : trial.probed().rates()) {
            DMatrixRMaj j = RowSpace.jacobian(trial.network(), weights, input);
            double[][] one = points(space, CommonOps_DDRM.transpose(j, null));
            rows[0] = DoubleStream.concat(Arrays.stream(rows[0]), Arrays.stream(one[0]))
                    .toArray();
            rows[1] = DoubleStream.concat(Arrays.stream(rows[1]), Arrays.stream(one[1]))
                    .toArray();
        }
        Kind[] kinds = Kind.values();
        double[][][] feedback = new double[kinds.length][][];
        for (int k = 0; k < kinds.length; k++) {
            feedback[k] = points(space, RowSpace.feedback(trial.network(), RowSpace.weights(trial, kinds[k])));
        }
        return new Plane(rows, feedback);
    }

    private static double[][] points(RowSpace space, DMatrixRMaj columns) {
        DMatrixRMaj c = space.coordinates(columns);
        double[][] points = new double[2][columns.numCols];
        for (int o = 0; o < columns.numCols; o++) {
            double square = 0;
            for (int i = 0; i < c.numRows; i++) {
                square += c.get(i, o) * c.get(i, o);
            }
            points[0][o] = c.get(0, o) / Math.sqrt(square);
            points[1][o] = c.get(1, o) / Math.sqrt(square);
        }
        return points;
    }

    double[] numbers() {
        DoubleStream all = DoubleStream.of(jacobian[0].length);
        all = DoubleStream.concat(all, DoubleStream.concat(Arrays.stream(jacobian[0]), Arrays.stream(jacobian[1])));
        for (double[][] points : feedback) {
            all = DoubleStream.concat(all, DoubleStream.concat(Arrays.stream(points[0]), Arrays.stream(points[1])));
        }
        return all.toArray();
    }

    static Plane of(double[] n) {
        int rows = (int) n[0];
        int kinds = Kind.values().length;
        int columns = (n.length - 1 - 2 * rows) / (2 * kinds);
        double[][][] feedback = new double[kinds][][];
        for (int k = 0; k < kinds; k++) {
            feedback[k] = halves(n, 1 + 2 * rows + 2 * k * columns, columns);
        }
        return new Plane(halves(n, 1, rows), feedback);
    }

    private static double[][] halves(double[] n, int at, int size) {
        return new double[][] {Arrays.copyOfRange(n, at, at + size), Arrays.copyOfRange(n, at + size, at + 2 * size)};
    }
}
