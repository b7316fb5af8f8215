package org.apical.app.study.geometry;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.DoubleStream;
import org.apical.network.description.NetworkDescription;
import org.apical.neuron.random.Purpose;
import org.apical.neuron.random.RandomStreams;
import org.apical.neuron.transfer.Linear;
import org.apical.neuron.transfer.Tanh;
import org.apical.neuron.transfer.TransferFunction;

/**
 * Networks that meet condition 1, condition 2, both or neither, and condition 2 by degrees.
 *
 * @param seed root of weights, inputs, targets and feedback
 */
record Conditions(GeometryPlan plan, long seed) {
    private static final List<Integer> SIZES = List.of(15, 10, 10, 5);
    private static final double[] EQUAL = {1.5, 1.5, 1.5};
    private static final double[] UNEQUAL = {0.5, 1, 2};

    /** A network of the table. */
    enum Arm {
        BOTH(EQUAL, true),
        SECOND(UNEQUAL, true),
        FIRST(EQUAL, false),
        NEITHER(UNEQUAL, false);

        private final double[] norms;
        private final boolean spans;

        Arm(double[] norms, boolean spans) {
            this.norms = norms;
            this.spans = spans;
        }

        /** Whether presynaptic norms are equal. */
        boolean first() {
            return norms == EQUAL;
        }

        /** Whether Q = J^T; else it is random. */
        boolean second() {
            return spans;
        }
    }

    private static NetworkDescription network(TransferFunction hidden) {
        return new NetworkDescription(SIZES, hidden, new Linear());
    }

    /** {@link Angles} of linear networks, then of tanh networks, in every {@link Arm}; then of linear networks at every value of condition 2; means over inputs. */
    double[] numbers() {
        List<double[]> all = new ArrayList<>();
        for (TransferFunction hidden : List.of(new Linear(), new Tanh())) {
            for (Arm arm : Arm.values()) {
                all.add(mean(hidden, arm.norms, arm.spans ? 1 : Double.NaN));
            }
        }
        for (double conditionTwo : plan.conditionTwo()) {
            all.add(mean(new Linear(), EQUAL, conditionTwo));
        }
        return all.stream().flatMapToDouble(DoubleStream::of).toArray();
    }

    /** Of an arm, among {@link #numbers}. */
    static Angles arm(double[] numbers, boolean linear, Arm arm) {
        return Angles.of(numbers, Angles.COUNT * ((linear ? 0 : Arm.values().length) + arm.ordinal()));
    }

    /** At a value of condition 2, among {@link #numbers}. */
    static Angles at(double[] numbers, int value) {
        return Angles.of(numbers, Angles.COUNT * (2 * Arm.values().length + value));
    }

    /** @param conditionTwo of Q; NaN: Q is random */
    private double[] mean(TransferFunction hidden, double[] norms, double conditionTwo) {
        RandomStreams streams = new RandomStreams(seed);
        Angles[] angles = new Angles[plan.inputs()];
        Arrays.setAll(angles, k -> {
            RandomGenerator random = streams.stream(Purpose.FEEDBACK_WEIGHTS, 0, k);
            Conditioned drawn = Conditioned.drawn(network(hidden), streams, k, norms);
            Conditioned fed = Double.isNaN(conditionTwo)
                    ? drawn.withRandomFeedback(random)
                    : drawn.withConditionTwo(conditionTwo, random);
            return Angles.of(fed, plan.shift(), streams.stream(Purpose.STIMULUS, 1, k));
        });
        return Angles.mean(angles).numbers();
    }

    /** The network that is drawn over time: the first input, tanh, condition 1, at a value of condition 2. */
    Conditioned shown(double conditionTwo) {
        RandomStreams streams = new RandomStreams(seed);
        return Conditioned.drawn(network(new Tanh()), streams, 0, EQUAL)
                .withConditionTwo(conditionTwo, streams.stream(Purpose.FEEDBACK_WEIGHTS, 0, 0));
    }
}
