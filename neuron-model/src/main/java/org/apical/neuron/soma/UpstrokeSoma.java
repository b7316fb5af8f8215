package org.apical.neuron.soma;

import java.util.Optional;
import java.util.OptionalDouble;

/** A soma whose own current carries V_s up, away from rest beyond a threshold; a spike is counted at a peak and resets it. */
public interface UpstrokeSoma extends SomaticOutput, SomaticCurrent {

    /** Potential (mV) about which the current begins to exceed the leak. */
    double thresholdMv();

    /** V_peak (mV), above which V_s is not read. */
    double peakMv();

    /** V_reset (mV). */
    double resetMv();

    /** t_ref (ms). */
    double refractoryMs();

    @Override
    default AfterSpike.Reset afterSpike() {
        return new AfterSpike.Reset(resetMv(), refractoryMs());
    }

    @Override
    default <T> T by(Mechanisms<T> make) {
        return make.threshold(peakMv(), afterSpike());
    }

    @Override
    default Optional<SomaticCurrent> current() {
        return Optional.of(this);
    }

    @Override
    default OptionalDouble threshold() {
        return OptionalDouble.of(peakMv());
    }

    @Override
    default double highestMv() {
        return peakMv();
    }

    @Override
    default double startMv(double freeMv, double part) {
        return resetMv() + part * (thresholdMv() - resetMv());
    }
}
