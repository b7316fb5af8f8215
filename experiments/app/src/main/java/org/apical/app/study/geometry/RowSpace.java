package org.apical.app.study.geometry;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.apical.app.study.student.StudentMethod.Feedback;
import org.apical.app.study.student.StudentNetwork;
import org.apical.app.study.student.StudentTrial;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.network.theory.LinearisedNetwork;
import org.apical.network.theory.SampleState;
import org.apical.neuron.kernel.MatrixProduct;
import org.apical.plasticity.reference.Alignment;
import org.apical.plasticity.training.Samples;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/**
 * Principal components of the rows of J over samples, the eigenvectors of sum_k J_k^T J_k (of directions through the origin, so nothing is centred), and how much of a feedback lies in the first of
 * them.
 *
 * @param components (n x n), one a column, that of the largest eigenvalue first
 * @param shares of |J|^2, by component
 */
record RowSpace(DMatrixRMaj components, double[] shares) {

    /** Feedback that is held against them. */
    enum Kind {
        /** Mean of J^T over samples. */
        MEAN_JACOBIAN("mean J^T"),
        LEARNED("learned from noise"),
        PRODUCT("weight product"),
        RANDOM("random");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        /** Its name in tables. */
        String label() {
            return label;
        }
    }

    /** Of the samples by which a student is measured, at the weights of its start. */
    static RowSpace of(NetworkDescription network, NetworkWeights weights, Samples samples) {
        DMatrixRMaj gram = null;
        for (double[] input : samples.rates()) {
            DMatrixRMaj j = jacobian(network, weights, input);
            gram = gram == null ? new DMatrixRMaj(j.numCols, j.numCols) : gram;
            CommonOps_DDRM.multAddTransA(j, j, gram);
        }
        int n = gram.numRows;
        EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(n, true, true);
        if (!eigen.decompose(gram)) {
            throw new ArithmeticException("principal components did not converge");
        }
        Integer[] order = IntStream.range(0, n).boxed().toArray(Integer[]::new);
        Arrays.sort(
                order, Comparator.comparingDouble(k -> -eigen.getEigenvalue(k).getReal()));
        DMatrixRMaj components = new DMatrixRMaj(n, n);
        double[] shares = new double[n];
        double trace = CommonOps_DDRM.trace(gram);
        for (int c = 0; c < n; c++) {
            CommonOps_DDRM.insert(eigen.getEigenVector(order[c]), components, 0, c);
            shares[c] = Math.max(0, eigen.getEigenvalue(order[c]).getReal()) / trace;
        }
        return new RowSpace(components, shares);
    }

    static DMatrixRMaj jacobian(NetworkDescription network, NetworkWeights weights, double[] input) {
        return new LinearisedNetwork(network, weights, SampleState.feedforward(network, weights, input)).jacobian();
    }

    /** Coordinates of the columns of a matrix (n x m), as (n x m). */
    DMatrixRMaj coordinates(DMatrixRMaj columns) {
        return CommonOps_DDRM.multTransA(components, columns, null);
    }

    /** Share of |Q|^2 in each component. */
    double[] shares(DMatrixRMaj q) {
        DMatrixRMaj c = coordinates(q);
        double[] shares = new double[c.numRows];
        double total = 0;
        for (int i = 0; i < c.numRows; i++) {
            for (int o = 0; o < c.numCols; o++) {
                shares[i] += c.get(i, o) * c.get(i, o);
            }
            total += shares[i];
        }
        double all = total;
        return Arrays.stream(shares).map(s -> s / all).toArray();
    }

    /** Sums of the first 1, 2, ... */
    static double[] cumulated(double[] shares) {
        double[] sums = shares.clone();
        for (int k = 1; k < sums.length; k++) {
            sums[k] += sums[k - 1];
        }
        return sums;
    }

    /**
     * What of a student is measured.
     *
     * @param own cumulated shares of |J|^2
     * @param shares the same of each {@link Kind} of feedback
     * @param conditionTwo of each
     * @param angle of the update to minimum norm at small nudges, of each (degrees)
     * @param nullSpace share of the update, of each
     */
    record Student(double[] own, double[][] shares, double[] conditionTwo, double[] angle, double[] nullSpace) {
        double[] numbers() {
            DoubleStream all = Arrays.stream(own);
            for (int k = 0; k < shares.length; k++) {
                all = DoubleStream.concat(all, Arrays.stream(shares[k]));
                all = DoubleStream.concat(all, DoubleStream.of(conditionTwo[k], angle[k], nullSpace[k]));
            }
            return all.toArray();
        }

        static Student of(double[] numbers) {
            int kinds = Kind.values().length;
            int n = (numbers.length - 3 * kinds) / (kinds + 1);
            double[][] shares = new double[kinds][];
            double[] rest = new double[3 * kinds];
            for (int k = 0; k < kinds; k++) {
                int at = n + k * (n + 3);
                shares[k] = Arrays.copyOfRange(numbers, at, at + n);
                for (int q = 0; q < 3; q++) {
                    rest[q * kinds + k] = numbers[at + n + q];
                }
            }
            return new Student(
                    Arrays.copyOf(numbers, n),
                    shares,
                    Arrays.copyOf(rest, kinds),
                    Arrays.copyOfRange(rest, kinds, 2 * kinds),
                    Arrays.copyOfRange(rest, 2 * kinds, 3 * kinds));
        }
    }

    /** Measures a student. */
    static Student measured(GeometryPlan plan, StudentTrial trial, MatrixProduct product) {
        NetworkDescription network = trial.network();
        RowSpace space = of(network, trial.initial(Feedback.FIXED), trial.probed());
        Kind[] kinds = Kind.values();
        double[][] shares = new double[kinds.length][];
        double[][] rest = new double[3][kinds.length];
        var probe =
                new StudentNetwork(product).probe(trial.probed(), trial.probed().size(), plan.shift());
        for (int k = 0; k < kinds.length; k++) {
            NetworkWeights weights = weights(trial, kinds[k]);
            shares[k] = cumulated(space.shares(feedback(network, weights)));
            Alignment found = probe.measure(weights);
            rest[0][k] = found.conditionTwo();
            rest[1][k] = found.angles().minimumNorm();
            rest[2][k] = found.nullSpace().total();
        }
        return new Student(cumulated(space.shares()), shares, rest[0], rest[1], rest[2]);
    }

    /** The weights of the start with a kind of feedback. */
    static NetworkWeights weights(StudentTrial trial, Kind kind) {
        return switch (kind) {
            case LEARNED -> trial.initial(Feedback.LEARNED);
            case PRODUCT -> trial.initial(Feedback.FIXED);
            case RANDOM -> trial.initial(Feedback.RANDOM);
            case MEAN_JACOBIAN -> {
                NetworkWeights weights = trial.initial(Feedback.FIXED);
                int outputs = trial.network().outputs();
                double[][] inputs = trial.probed().rates();
                DMatrixRMaj mean = new DMatrixRMaj(0, 0);
                for (double[] input : inputs) {
                    DMatrixRMaj j = jacobian(trial.network(), weights, input);
                    mean = mean.numRows == 0 ? new DMatrixRMaj(outputs, j.numCols) : mean;
                    CommonOps_DDRM.addEquals(mean, 1.0 / inputs.length, j);
                }
                int first = 0;
                for (int l = 0; l < trial.network().layers(); l++) {
                    for (int i = 0; i < trial.network().units(l); i++, first++) {
                        for (int o = 0; o < outputs; o++) {
                            weights.feedback(l)[i * outputs + o] = mean.get(o, first);
                        }
                    }
                }
                yield weights;
            }
        };
    }

    /** Q, (n x n_L). */
    static DMatrixRMaj feedback(NetworkDescription network, NetworkWeights weights) {
        return new DMatrixRMaj(
                IntStream.range(0, network.layers()).map(network::units).sum(),
                network.outputs(),
                true,
                IntStream.range(0, network.layers())
                        .boxed()
                        .flatMapToDouble(l -> Arrays.stream(weights.feedback(l)))
                        .toArray());
    }
}
