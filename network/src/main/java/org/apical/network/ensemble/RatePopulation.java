package org.apical.network.ensemble;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/** Every neuron transmits its rate a_j(x) (Hz) as it is: the limit of many spikes, what is left is the distortion of the decoders. */
public final class RatePopulation implements Population {
    private final Ensemble ensemble;
    private final int lanes;
    private final double[] hz;

    public RatePopulation(Ensemble ensemble, int lanes) {
        this.ensemble = ensemble;
        this.lanes = lanes;
        this.hz = new double[ensemble.requireRoom(lanes, 1)];
    }

    @Override
    public void begin(RandomGenerator[] random) {
        Arrays.fill(hz, 0);
    }

    @Override
    public void advance(double[] represented, double[] decoded) {
        int dimensions = ensemble.dimensions();
        int neurons = ensemble.neurons();
        for (int lane = 0; lane < lanes; lane++) {
            for (int dimension = 0; dimension < dimensions; dimension++) {
                int at = dimension * lanes + lane;
                int from = (lane * dimensions + dimension) * neurons;
                TuningCurves curves = ensemble.curves(dimension);
                for (int j = 0; j < neurons; j++) {
                    hz[from + j] = curves.rateHz(j, represented[at]);
                }
                decoded[at] = ensemble.decode(dimension, hz, from);
            }
        }
    }

    @Override
    public double[] activity() {
        return hz;
    }

    @Override
    public Ensemble ensemble() {
        return ensemble;
    }
}
