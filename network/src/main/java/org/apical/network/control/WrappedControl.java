package org.apical.network.control;

import java.util.Optional;
import java.util.OptionalDouble;
import org.apical.neuron.compartment.LinearFilter;

/** Another controller, and something that is done to it or to what leaves it: whatever is asked of it, that one answers. */
public interface WrappedControl extends ControllerDescription {

    /** The controller. */
    ControllerDescription source();

    /** The same done to another controller. */
    ControllerDescription around(ControllerDescription other);

    @Override
    default Optional<ControllerParams> law() {
        return source().law();
    }

    @Override
    default OptionalDouble steadyLeak() {
        return source().steadyLeak();
    }

    @Override
    default ControllerDescription withLaw(ControllerParams law) {
        return around(source().withLaw(law));
    }

    @Override
    default ControllerDescription deterministic() {
        return around(source().deterministic());
    }

    @Override
    default ControllerDescription drawn(int outputs) {
        return around(source().drawn(outputs));
    }

    @Override
    default boolean acts() {
        return source().acts();
    }

    @Override
    default boolean neurons() {
        return source().neurons();
    }

    @Override
    default boolean spikes() {
        return source().spikes();
    }

    @Override
    default double synapseTauMs() {
        return source().synapseTauMs();
    }

    @Override
    default LinearFilter errorFilter() {
        return source().errorFilter();
    }

    @Override
    default double delayMs() {
        return source().delayMs();
    }

    @Override
    default ControllerDescription withDelay(double delayMs, double dtMs) {
        return around(source().withDelay(delayMs, dtMs));
    }
}
