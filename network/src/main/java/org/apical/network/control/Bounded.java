package org.apical.network.control;

import java.util.Optional;
import java.util.OptionalDouble;
import org.apical.neuron.parameter.Key;
import org.apical.neuron.parameter.Require;

/**
 * The proportional–integral law within bounds, as that of neurons that fire at 0 Hz at the least and at 1 / t_ref at the most, with an integral that does not wind up:
 *
 * <pre>
 * u_int := clip(u_int + dt/tau_u (e - alpha u))        u := clip(u_int + k_p e)        clip(x) = max(-U, min(U, x))
 * </pre>
 *
 * (or - alpha u_int). Every clipped integral is a projection: in the steady state e = alpha u where |u| < U, and where u = U, e >= alpha u: what is clamped leaves its bound as soon as
 * the error turns (integrator windup, Åström and Hägglund 2006). Without bounds in reach the bits are those of {@link IdealController}.
 *
 * @param law alpha, k_p, what leaks
 * @param most U, largest |u| of an output (dimensionless), > 0
 * @param delayMs between controller and apical dendrites (ms), >= 0
 */
public record Bounded(
        @Key(value = "law", inline = true) Control.Law law,

        @Key(value = "U, largest |u| of an output", or = "3.5", above = 0)
        double most,

        @Key(value = "between controller and apical dendrites", or = "0", least = 0)
        double delayMs)
        implements Control {
    public Bounded {
        Require.positive("Bounded.most", most, "(dimensionless)");
    }

    @Override
    public ControllerDescription description(double dtMs, long seed) {
        return new Description(law.params(), most).withDelay(delayMs, dtMs);
    }

    /** The controller to be built. F1 and F2 have the same bounds. */
    private record Description(ControllerParams params, double most) implements ControllerDescription {
        @Override
        public Optional<ControllerParams> law() {
            return Optional.of(params);
        }

        /** e = alpha u holds within the bounds only. */
        @Override
        public OptionalDouble steadyLeak() {
            return OptionalDouble.empty();
        }

        @Override
        public Description withLaw(ControllerParams other) {
            return new Description(other, most);
        }

        @Override
        public Controller controller(Place place) {
            return new IdealController(params, most, place.dtOverTauU(), place.outputs() * place.lanes());
        }
    }
}
