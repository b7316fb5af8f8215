package org.apical.app.audit;

import java.util.Arrays;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.apical.network.control.Controller;
import org.apical.network.control.ControllerDescription;
import org.apical.network.control.WrappedControl;

/**
 * A controller that lets go: after some steps nothing more of it reaches the dendrites.
 *
 * @param source the controller
 * @param steps how many of its steps act
 */
record ReleasedControl(ControllerDescription source, int steps) implements WrappedControl {
    @Override
    public ReleasedControl around(ControllerDescription other) {
        return new ReleasedControl(other, steps);
    }

    @Override
    public Controller controller(Place place) {
        return new Releasing(source.controller(place), steps);
    }

    private static final class Releasing implements Controller {
        private final Controller source;
        private final int steps;
        private final double[] control;
        private final double[] transmitted;
        private int done;

        Releasing(Controller source, int steps) {
            this.source = source;
            this.steps = steps;
            this.control = new double[source.control().length];
            this.transmitted = new double[control.length];
        }

        @Override
        public void begin(Supplier<RandomGenerator[]> random) {
            source.begin(random);
            done = 0;
            Arrays.fill(control, 0);
            Arrays.fill(transmitted, 0);
        }

        @Override
        public void advance(double[] target, double[] output) {
            if (done++ < steps) {
                source.advance(target, output);
                System.arraycopy(source.control(), 0, control, 0, control.length);
                System.arraycopy(source.transmitted(), 0, transmitted, 0, transmitted.length);
            } else {
                Arrays.fill(control, 0);
                Arrays.fill(transmitted, 0);
            }
        }

        @Override
        public double[] control() {
            return control;
        }

        @Override
        public double[] transmitted() {
            return transmitted;
        }
    }
}
