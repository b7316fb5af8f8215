package org.apical.app.study.instructive;

import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.correlation.PearsonsCorrelation;
import org.apache.commons.math3.stat.regression.OLSMultipleLinearRegression;

/**
 * Calcium of dendrites and somata over trials, and what is left of the dendritic signal:
 *
 * <pre>
 * a_ik = b_0 + b_1 s_ik + b_2 m_ik + rho_ik
 * </pre>
 *
 * least squares over the trials k of each neuron i; a apical and s somatic signal, m the mean somatic signal of all other neurons, rho the residual (after Francioni et al. 2026).
 *
 * @param apical a, [neuron][trial] (mV)
 * @param somatic s, [neuron][trial] (Hz)
 * @param error of the output without control, [trial]
 */
record TrialRecording(double[][] apical, double[][] somatic, double[] error) {

    /** The first trials alone. */
    TrialRecording first(int trials) {
        return new TrialRecording(cut(apical, trials), cut(somatic, trials), java.util.Arrays.copyOf(error, trials));
    }

    private static double[][] cut(double[][] x, int trials) {
        return IntStream.range(0, x.length)
                .mapToObj(i -> java.util.Arrays.copyOf(x[i], trials))
                .toArray(double[][]::new);
    }

    int trials() {
        return error.length;
    }

    /** rho of a neuron, [trial]; zero where there is no dendritic signal to explain. */
    double[] residual(int neuron) {
        double[] a = apical[neuron];
        double[][] regressors = new double[trials()][2];
        for (int k = 0; k < regressors.length; k++) {
            double others = 0;
            for (int j = 0; j < somatic.length; j++) {
                others += j == neuron ? 0 : somatic[j][k] / (somatic.length - 1);
            }
            regressors[k][0] = somatic[neuron][k];
            regressors[k][1] = others;
        }
        OLSMultipleLinearRegression regression = new OLSMultipleLinearRegression();
        regression.newSampleData(a, regressors);
        return regression.estimateResiduals();
    }

    /** Correlation of a residual with numbers of the trials. */
    static double correlation(double[] residual, double[] of) {
        return new PearsonsCorrelation().correlation(residual, of);
    }

    /**
     * How far the residuals of one group go with the error more than those of another: the difference of their mean correlations.
     *
     * @param plus neurons that drive the output up
     * @param minus neurons that drive it down
     * @param shuffles of the error over trials
     * @return the difference, and the share of shuffles with one that is no smaller
     */
    double[] contrast(int[] plus, int[] minus, int shuffles, RandomGenerator random) {
        double[][] up = residuals(plus);
        double[][] down = residuals(minus);
        double found = difference(up, down, error);
        double[] shuffled = error.clone();
        int as = 0;
        for (int n = 0; n < shuffles; n++) {
            for (int k = shuffled.length - 1; k > 0; k--) {
                int other = random.nextInt(k + 1);
                double swap = shuffled[k];
                shuffled[k] = shuffled[other];
                shuffled[other] = swap;
            }
            as += difference(up, down, shuffled) >= found ? 1 : 0;
        }
        return new double[] {found, (as + 1.0) / (shuffles + 1.0)};
    }

    private double[][] residuals(int[] neurons) {
        return IntStream.of(neurons).mapToObj(this::residual).toArray(double[][]::new);
    }

    private static double difference(double[][] up, double[][] down, double[] of) {
        return mean(up, of) - mean(down, of);
    }

    private static double mean(double[][] residuals, double[] of) {
        double sum = 0;
        for (double[] residual : residuals) {
            sum += correlation(residual, of) / residuals.length;
        }
        return sum;
    }
}
