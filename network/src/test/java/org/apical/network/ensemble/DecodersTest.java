package org.apical.network.ensemble;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.QRDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;
import org.apical.neuron.random.RandomStreams;
import org.junit.jupiter.api.Test;

class DecodersTest {

    @Test
    void decodersSolveTheFullNormalEquationsOfAllNeurons() {
        double radius = 1.7;
        EnsembleParams params = EnsembleParams.of(30, radius);
        Ensemble ensemble = Ensemble.draw(params, 1, new RandomStreams(3), 0);
        int positive = Decoders.positivePoints(30);
        int points = 2 * positive;
        RealMatrix rates = new Array2DRowRealMatrix(points, 30);
        double[] x = new double[points];
        for (int k = 0; k < points; k++) {
            double magnitude = Decoders.point(k / 2, positive, radius);
            x[k] = k % 2 == 0 ? magnitude : -magnitude;
            for (int j = 0; j < 30; j++) {
                rates.setEntry(k, j, ensemble.curves(0).rateHz(j, x[k]));
            }
        }
        RealMatrix gram = rates.transpose().multiply(rates);
        double sigmaHz = 0.1 * 400;
        for (int j = 0; j < 30; j++) {
            gram.addToEntry(j, j, points * sigmaHz * sigmaHz);
        }
        RealVector judge = new QRDecomposition(gram)
                .getSolver()
                .solve(new Array2DRowRealMatrix(rates.transpose().operate(x)).getColumnVector(0));
        for (int j = 0; j < 30; j++) {
            // decoders are about radius / (30 x 200 Hz) = 3e-4; the condition number of the equations is about 1e3
            assertThat(ensemble.decoder(0, j)).isCloseTo(judge.getEntry(j), within(1e-15));
        }
    }

    @Test
    void decodedRatesAreExactlyOddAndZeroIsZero() {
        for (int neurons : new int[] {2, 6, 26, 100}) {
            RatePopulation population = rates(EnsembleParams.of(neurons, 1), 3);
            assertThat(decoded(population, 0)).isZero();
            for (double x = 0.01; x < 1.5; x += 0.03) {
                assertThat(decoded(population, -x)).isEqualTo(-decoded(population, x));
            }
        }
    }

    @Test
    void distortionWithinTheRadiusFallsWithTheNumberOfNeurons() {
        double coarse = distortion(rates(EnsembleParams.of(50, 2), 1));
        double fine = distortion(rates(EnsembleParams.of(800, 2), 1));
        // the ridge leaves a distortion between N^-1/2 (noise) and N^-1 (shrinkage)
        assertThat(fine).isBetween(coarse / 32, coarse / 4).isLessThan(2e-3);
    }

    @Test
    void everythingScalesWithTheRadius() {
        RatePopulation one = rates(EnsembleParams.of(40, 1), 9);
        RatePopulation four = rates(EnsembleParams.of(40, 4), 9);
        for (double x = -1; x <= 1; x += 0.1) {
            assertThat(decoded(four, 4 * x)).isCloseTo(4 * decoded(one, x), within(1e-13));
        }
    }

    /** Root mean square of the decoded x - x, in units of the radius. */
    private static double distortion(RatePopulation population) {
        double radius = population.ensemble().params().radius();
        double sum = 0;
        int points = 777;
        for (int k = 0; k < points; k++) {
            double x = radius * (2 * (k + 0.5) / points - 1);
            sum += Math.pow((decoded(population, x) - x) / radius, 2) / points;
        }
        return Math.sqrt(sum);
    }

    private static RatePopulation rates(EnsembleParams params, long seed) {
        return new RatePopulation(Ensemble.draw(params, 1, new RandomStreams(seed), 0), 1);
    }

    private static double decoded(RatePopulation population, double x) {
        double[] decoded = new double[1];
        population.advance(new double[] {x}, decoded);
        return decoded[0];
    }
}
