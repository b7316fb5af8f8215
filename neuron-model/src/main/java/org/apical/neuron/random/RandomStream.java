package org.apical.neuron.random;

import java.util.random.RandomGenerator;
import org.apache.commons.rng.sampling.distribution.ContinuousSampler;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/**
 * A generator that takes nothing but its bits from the JDK, whose Gaussian numbers differ between versions (17 and 25 part at draw 1 770 672 of
 * seed 1).
 *
 * <p>Gaussian numbers: the modified ziggurat of McFarland 2016 (J. Stat. Comput. Simul. 86, 1281). The lowest 8 bits i of 64 choose a layer; in
 * the first 253 the number is X_i times all 64 as a signed fraction. The other layers and the tail are those of commons-rng; the sign stays that of the
 * first 64 bits, which the magnitude does not depend on. These are the numbers of JDK 17, but for the last bit of one in some millions, in the tail.
 */
final class RandomStream implements RandomGenerator {
    private static final int LAYERS = 253;
    private static final double[] WIDTH = widths();

    private final RandomGenerator bits;
    private final ContinuousSampler ziggurat = ZigguratSampler.NormalizedGaussian.of(this::bitsOfZiggurat);
    private long first;
    private boolean firstIsNext;

    RandomStream(RandomGenerator bits) {
        this.bits = bits;
    }

    @Override
    public long nextLong() {
        return bits.nextLong();
    }

    @Override
    public double nextGaussian() {
        long signed = bits.nextLong();
        int layer = (int) signed & 0xff;
        if (layer < LAYERS) {
            return WIDTH[layer] * signed;
        }
        first = signed;
        firstIsNext = true;
        double magnitude = Math.abs(ziggurat.sample());
        return signed < 0 ? -magnitude : magnitude;
    }

    private long bitsOfZiggurat() {
        if (firstIsNext) {
            firstIsNext = false;
            return first;
        }
        return bits.nextLong();
    }

    /** X_i / 2^63, asked of commons-rng: what it makes of 2^62 in layer i, a product without rounding. */
    private static double[] widths() {
        double[] width = new double[LAYERS];
        for (int i = 0; i < LAYERS; i++) {
            long half = (1L << 62) | i;
            width[i] = ZigguratSampler.NormalizedGaussian.of(() -> half).sample() * 0x1p-62;
        }
        return width;
    }

    /** The width of layer i, whose top lies on the density; widths decrease from that of the base, where the tail begins. */
    static double width(int layer) {
        return WIDTH[layer] * 0x1p63;
    }

    /** Without bias: the lowest bits for a power of two, else 31 bits modulo the bound, drawn again where the last cycle is not whole. */
    @Override
    public int nextInt(int bound) {
        if (bound <= 0) {
            throw new IllegalArgumentException("bound must be > 0, got " + bound);
        }
        if ((bound & (bound - 1)) == 0) {
            return nextInt() & (bound - 1);
        }
        int value;
        int cycle;
        do {
            int uniform = nextInt() >>> 1;
            value = uniform % bound;
            cycle = uniform - value;
        } while (cycle > Integer.MAX_VALUE - (bound - 1));
        return value;
    }
}
