package org.apical.network.control;

import java.util.Arrays;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.apical.network.parallel.DelayLine;
import org.apical.network.parallel.Lanes;
import org.apical.neuron.parameter.Grid;
import org.apical.neuron.parameter.Require;

/**
 * Another controller whose signal needs a time to reach the dendrites: they see u(t - d), and the spikes of that time; before the first of it, nothing.
 *
 * <p>A delay of no step builds the controller itself: the same bits.
 *
 * @param source the controller
 * @param delayMs d (ms), >= 0, a multiple of dt, of the axons between controller and apical dendrites
 * @param dtMs time step (ms)
 */
public record DelayedControl(ControllerDescription source, double delayMs, double dtMs) implements WrappedControl {
    public DelayedControl {
        Grid.steps("controller.delayMs", delayMs, dtMs);
        Require.that(source.delayMs() == 0, "DelayedControl.source", "must not be delayed already", source);
    }

    @Override
    public ControllerDescription around(ControllerDescription other) {
        return new DelayedControl(other, delayMs, dtMs);
    }

    @Override
    public ControllerDescription withDelay(double otherMs, double otherDtMs) {
        return source.withDelay(otherMs, otherDtMs);
    }

    /** d in steps. */
    public int delaySteps() {
        return Grid.steps("controller.delayMs", delayMs, dtMs);
    }

    @Override
    public Controller controller(Place place) {
        Controller now = source.controller(place);
        return delaySteps() == 0 ? now : new Delayed(now, delaySteps());
    }

    private static final class Delayed implements Controller {
        private final Controller source;
        private final int steps;
        private final Line control;
        /** What is transmitted; the line of u itself where that is all. */
        private final Line transmitted;

        Delayed(Controller source, int steps) {
            this.source = source;
            this.steps = steps;
            this.control = new Line(source.control().length, steps);
            this.transmitted =
                    source.transmitted() == source.control() ? control : new Line(control.arrived.length, steps);
        }

        @Override
        public void begin(Supplier<RandomGenerator[]> random) {
            source.begin(random);
            control.begin();
            transmitted.begin();
        }

        @Override
        public void advance(double[] target, double[] output) {
            source.advance(target, output);
            control.advance(source.control());
            if (transmitted != control) {
                transmitted.advance(source.transmitted());
            }
        }

        @Override
        public void take(Controller from, int[] lanes) {
            Delayed other = (Delayed) from;
            source.take(other.source, lanes);
            control.take(other.control, lanes);
            if (transmitted != control) {
                transmitted.take(other.transmitted, lanes);
            }
        }

        @Override
        public int delaySteps() {
            return steps;
        }

        @Override
        public double[] control() {
            return control.arrived;
        }

        @Override
        public double[] transmitted() {
            return transmitted.arrived;
        }
    }

    /** A signal on its way. */
    private static final class Line {
        final double[] arrived;
        private final DelayLine line;

        Line(int size, int steps) {
            arrived = new double[size];
            line = new DelayLine("controller.delayMs", steps, size);
        }

        void begin() {
            Arrays.fill(arrived, 0);
            line.settle(arrived);
        }

        void advance(double[] leaving) {
            System.arraycopy(line.oldest(), 0, arrived, 0, arrived.length);
            line.push(leaving);
        }

        void take(Line from, int[] lanes) {
            Lanes.take(from.arrived, arrived, lanes);
            line.take(from.line, lanes);
        }
    }
}
