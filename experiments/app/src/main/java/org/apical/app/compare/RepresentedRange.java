package org.apical.app.compare;

import java.util.Optional;
import java.util.concurrent.atomic.DoubleAccumulator;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.apical.app.compare.ComparisonResult.Represented;
import org.apical.network.control.Controller;
import org.apical.network.control.ControllerDescription;
import org.apical.network.control.EnsembleController;
import org.apical.network.control.WrappedControl;
import org.apical.network.ensemble.Population;
import org.apical.plasticity.state.StateVisitor;

/**
 * Watches how far the numbers that a controller's neurons represent go, in units of their radii: beyond 1 neurons saturate, and the controller is no
 * longer the one that was described. A largest value does not depend on the order of threads.
 */
public final class RepresentedRange implements WrappedControl {
    private final ControllerDescription watched;
    private final Largest largest;

    /** @param watched what is built, and watched if it has neurons */
    public RepresentedRange(ControllerDescription watched) {
        this(watched, new Largest());
    }

    private RepresentedRange(ControllerDescription watched, Largest largest) {
        this.watched = watched;
        this.largest = largest;
    }

    /** Shared by all that is made of one description. */
    private static final class Largest {
        final DoubleAccumulator integral = new DoubleAccumulator(Math::max, 0);
        final DoubleAccumulator error = new DoubleAccumulator(Math::max, 0);
        volatile boolean built;
    }

    /** Largest magnitudes so far; nothing of a controller without neurons. */
    public Optional<Represented> largest() {
        return largest.built
                ? Optional.of(new Represented(largest.integral.get(), largest.error.get()))
                : Optional.empty();
    }

    /** Shows the largest magnitudes so far; those that are put back count beside those that are there. */
    public void state(StateVisitor visitor) {
        double[] sofar = {largest.integral.get(), largest.error.get()};
        visitor.numbers("largest", sofar);
        largest.integral.accumulate(sofar[0]);
        largest.error.accumulate(sofar[1]);
        largest.built |= visitor.count("built", largest.built ? 1 : 0) != 0;
    }

    @Override
    public ControllerDescription source() {
        return watched;
    }

    @Override
    public RepresentedRange around(ControllerDescription other) {
        return new RepresentedRange(other, largest);
    }

    @Override
    public Controller controller(Place place) {
        Controller controller = watched.controller(place);
        if (controller instanceof EnsembleController neurons) {
            largest.built = true;
            return new Watched(neurons);
        }
        return controller;
    }

    private final class Watched implements Controller {
        private final EnsembleController neurons;

        Watched(EnsembleController neurons) {
            this.neurons = neurons;
        }

        @Override
        public void begin(Supplier<RandomGenerator[]> random) {
            neurons.begin(random);
        }

        @Override
        public void advance(double[] target, double[] output) {
            neurons.advance(target, output);
            largest.integral.accumulate(inRadii(neurons.integral(), neurons.integrators()));
            largest.error.accumulate(inRadii(neurons.error(), neurons.errors()));
        }

        private static double inRadii(double[] represented, Population population) {
            double largest = 0;
            for (double x : represented) {
                largest = Math.max(largest, Math.abs(x));
            }
            return largest / population.ensemble().params().radius();
        }

        @Override
        public double[] control() {
            return neurons.control();
        }

        @Override
        public double[] transmitted() {
            return neurons.transmitted();
        }
    }
}
