package org.apical.network.dynamics;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.apical.neuron.random.Purpose;

/** Standard normal numbers of a layer under control, zeros before, each lane from the stream of its own trial, unit after unit. Not thread-safe. */
final class StreamNoise implements ApicalDendrite.Noise {
    private final int layer;
    private final int lanes;
    private final double[] now;
    private RandomGenerator[] random;
    private boolean silent;

    StreamNoise(int layer, int units, int lanes) {
        this.layer = layer;
        this.lanes = lanes;
        this.now = new double[units * lanes];
    }

    @Override
    public void begin(Presentation presentation) {
        random = presentation.generators(Purpose.APICAL_NOISE, layer);
        silent = true;
        Arrays.fill(now, 0);
    }

    @Override
    public void beginControl() {
        silent = false;
    }

    @Override
    public double[] next() {
        if (silent) {
            return now;
        }
        for (int unit = 0; unit < now.length; unit += lanes) {
            for (int lane = 0; lane < lanes; lane++) {
                now[unit + lane] = random[lane].nextGaussian();
            }
        }
        return now;
    }
}
