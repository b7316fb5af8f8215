package org.apical.neuron.soma;

import java.util.Optional;
import org.apical.neuron.parameter.ParameterException;

/** What leaves the soma, a graded rate or spikes, and how: everything that differs from soma to soma is asked of it. */
public interface SomaticOutput extends SomaDescription {

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

    /** The current beside its leak, if it has one; without it the soma is passive between spikes, and with it Runge–Kutta is the only scheme. */
    default Optional<SomaticCurrent> current() {
        return Optional.empty();
    }

    /**
     * The same soma with a threshold that lies higher by so much (mV).
     *
     * @throws ParameterException if it has none that could be moved
     */
    default SomaticOutput shifted(double byMv) {
        throw new ParameterException(
                "thresholdMv of the scatter of neurons",
                "must be absent: the somata have no threshold that could be moved",
                getClass().getSimpleName());
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

    @Override
    default Optional<SomaticOutput> own() {
        return Optional.of(this);
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
         */
        T threshold(double atMv, AfterSpike.Reset after);
    }
}
