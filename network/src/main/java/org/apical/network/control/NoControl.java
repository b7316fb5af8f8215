package org.apical.network.control;

import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** No controller at all: u = 0, and no current is injected into any dendrite. */
public record NoControl() implements ControllerDescription {

    @Override
    public NoControl withDelay(double delayMs, double dtMs) {
        return this;
    }

    @Override
    public boolean acts() {
        return false;
    }

    @Override
    public Controller controller(Place place) {
        double[] none = new double[place.outputs() * place.lanes()];
        return new Controller() {
            @Override
            public void begin(Supplier<RandomGenerator[]> random) {
                // nothing to begin
            }

            @Override
            public void advance(double[] target, double[] output) {
                // nothing acts
            }

            @Override
            public double[] control() {
                return none;
            }

            @Override
            public double[] transmitted() {
                return none;
            }
        };
    }
}
