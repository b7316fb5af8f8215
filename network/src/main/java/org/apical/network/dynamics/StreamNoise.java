package org.apical.network.dynamics;

import java.util.random.RandomGenerator;
import org.apical.neuron.random.Purpose;

/** Standard normal numbers of a layer, each lane from the stream of its own trial, unit after unit. Not thread-safe. */
final class StreamNoise implements ApicalDendrite.Noise {
    private final int layer;
    private final int lanes;
    private final double[] now;
    private RandomGenerator[] random;

    StreamNoise(int layer, int units, int lanes) {
        this.layer = layer;
        this.lanes = lanes;
        this.now = new double[units * lanes];
    }

    @Override
    public void begin(Presentation presentation) {
        random = presentation.generators(Purpose.APICAL_NOISE, layer);
    }

    @Override
    public double[] next() {
        for (int unit = 0; unit < now.length; unit += lanes) {
            for (int lane = 0; lane < lanes; lane++) {
                now[unit + lane] = random[lane].nextGaussian();
            }
        }
        return now;
    }
}
