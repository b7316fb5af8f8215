package org.apical.neuron.soma;

import java.util.Optional;

/** What leaves the soma: a graded rate, or spikes. */
public sealed interface SomaticOutput permits Graded, EscapeNoise, LeakyIntegrateAndFire, AdaptiveExponential {

    /** What a spike does to its neuron; nothing where there are none. */
    AfterSpike afterSpike();

    /** What is made of it by its mechanism. */
    <T> T by(Mechanisms<T> make);

    /** Whether spikes leave it. */
    default boolean spikes() {
        return true;
    }

    /** Whether it draws random numbers. */
    default boolean random() {
        return false;
    }

    /** Its exponential current and adaptation, if it has them: beside them the membrane is linear between spikes. */
    default Optional<AdaptiveExponential> adaptive() {
        return Optional.empty();
    }

    /**
     * V_s (mV) from which a neuron of a population sets out, that has gone a part of its way from one spike to the next.
     *
     * @param freeMv the steady potential that it would have without spikes
     * @param part in (0, 1)
     */
    default double startMv(double freeMv, double part) {
        return freeMv;
    }

    /** The three mechanisms. */
    interface Mechanisms<T> {
        /** A rate. */
        T graded(Graded output);

        /** Spikes at random. */
        T escape(EscapeNoise output);

        /**
         * Spikes where V_s reaches a potential.
         *
         * @param atMv that potential (mV)
         * @param adaptationPicoA what a spike adds to the adaptation (pA), if there is one
         */
        T threshold(double atMv, AfterSpike.Reset after, double adaptationPicoA);
    }
}
