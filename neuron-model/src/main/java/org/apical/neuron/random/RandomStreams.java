package org.apical.neuron.random;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * Named random streams of one root seed. A stream is addressed by its purpose and a list of keys (layer, epoch, sample, ...), so that a new
 * probe, another thread count or another batch size changes no draw elsewhere.
 *
 * <p>The address is folded into 64 bits by the finaliser of SplitMix64 (Steele, Lea and Flood 2014) and seeds an L64X128MixRandom
 * (Steele and Vigna 2021). The methods of a stream that Apical calls (nextLong, nextInt, nextDouble and nextBoolean without bounds, nextInt below a
 * bound, nextGaussian) give the same numbers on every JDK.
 */
public final class RandomStreams {
    private static final RandomGeneratorFactory<RandomGenerator> FACTORY =
            RandomGeneratorFactory.of("L64X128MixRandom");

    private final long rootSeed;

    public RandomStreams(long rootSeed) {
        this.rootSeed = rootSeed;
    }

    /** The root seed all streams derive from. */
    public long rootSeed() {
        return rootSeed;
    }

    /** A fresh generator at the start of the addressed stream. */
    public RandomGenerator stream(Purpose purpose, long... keys) {
        long address = mix(rootSeed + GOLDEN * (purpose.ordinal() + 1));
        for (long key : keys) {
            address = mix(address + GOLDEN + mix(key ^ KEY_SALT));
        }
        return new RandomStream(FACTORY.create(address));
    }

    private static final long GOLDEN = 0x9e3779b97f4a7c15L;
    /** Keeps keys apart from seeds: with one constant for both, seed s with key k was seed k with key s. */
    private static final long KEY_SALT = 0xd1b54a32d192ed03L;

    private static long mix(long z) {
        long x = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        x = (x ^ (x >>> 27)) * 0x94d049bb133111ebL;
        return x ^ (x >>> 31);
    }
}
