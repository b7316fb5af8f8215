package org.apical.network.control;

import java.util.Optional;
import java.util.OptionalDouble;
import org.apical.neuron.compartment.LinearFilter;
import org.apical.neuron.kernel.Kernels;

/**
 * A controller to be built: what carries u, and by which law. Immutable. One that follows no proportional–integral law and has no neurons answers {@link #controller} and
 * nothing else.
 */
public interface ControllerDescription {

    /** The proportional–integral law that is followed, exactly, within bounds or by neurons; nothing where none is. */
    default Optional<ControllerParams> law() {
        return Optional.empty();
    }

    /** alpha of the steady state e = alpha u (dimensionless), where there always is such a one. */
    default OptionalDouble steadyLeak() {
        return law().map(law -> OptionalDouble.of(law.steadyLeakAlpha())).orElseGet(OptionalDouble::empty);
    }

    /** The same neurons and bounds, if there are any, and the same delay under another law. Where nothing follows a law: itself. */
    default ControllerDescription withLaw(ControllerParams law) {
        return this;
    }

    /** The law itself instead of neurons that carry it, with the same delay; itself where none do. */
    default ControllerDescription deterministic() {
        return this;
    }

    /**
     * The same with its neurons drawn, once for all the controllers that are built; itself where there is nothing to draw.
     *
     * @param outputs dimensions of u
     */
    default ControllerDescription drawn(int outputs) {
        return this;
    }

    /** Whether it does anything: without one, dendrites need no place for its current. */
    default boolean acts() {
        return true;
    }

    /** Whether neurons carry u. */
    default boolean neurons() {
        return false;
    }

    /** Whether spikes leave it, to be kept by the synapses they reach. */
    default boolean spikes() {
        return false;
    }

    /**
     * Decay of the apical synapses that its spikes reach (ms).
     *
     * @throws IllegalStateException if it sends no spikes
     */
    default double synapseTauMs() {
        throw new IllegalStateException("this controller sends no spikes");
    }

    /** What the output passes before it is compared with its target. */
    default LinearFilter errorFilter() {
        return LinearFilter.direct();
    }

    /** Time between it and the apical dendrites (ms). */
    default double delayMs() {
        return 0;
    }

    /**
     * The same, and any delay that it had replaced by this one.
     *
     * @param delayMs d (ms), >= 0; 0: without delay
     * @param dtMs time step (ms)
     */
    default ControllerDescription withDelay(double delayMs, double dtMs) {
        return delayMs == 0 ? this : new DelayedControl(this, delayMs, dtMs);
    }

    /** A controller at rest. */
    Controller controller(Place place);

    /**
     * Where a controller works.
     *
     * @param dtOverTauU time step in units of tau_u
     * @param outputs dimensions of u
     * @param lanes independent copies side by side
     */
    record Place(double dtOverTauU, int outputs, int lanes, Kernels kernels) {}
}
