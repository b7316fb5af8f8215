package org.apical.app.experiment;

import org.apical.network.control.LabelTarget;
import org.apical.network.control.OutputTarget;
import org.apical.network.control.SoftmaxNudge;
import org.apical.network.control.SquaredErrorNudge;
import org.apical.neuron.parameter.Key;
import org.apical.neuron.parameter.Require;
import org.apical.plasticity.training.Samples;
import org.apical.plasticity.training.Targets;

/** Where the controller drives the output. */
public interface TargetDescription extends Targets {
    /** The same target, so near that the network is linear over the way to it. */
    OutputTarget small(Samples samples);

    /** Whether the target is relative to the output without feedback, which a free phase has to show first. */
    boolean needsFreeOutput();

    /** Whether it is a target of classes alone. */
    default boolean classes() {
        return false;
    }

    /** {@link SoftmaxNudge} of classes, {@link SquaredErrorNudge} of a regression. */
    record Nudge(
            @Key(value = "step size", above = 0) double lambda,

            @Key(value = "beta, inverse temperature of the softmax", or = "1", above = 0)
            double gain)
            implements TargetDescription {
        private static final double SMALL = 1e-3;

        private static OutputTarget nudge(double lambda, double gain, Samples samples) {
            return samples.wanted().length > 0
                    ? new SquaredErrorNudge(lambda, samples.wanted())
                    : new SoftmaxNudge(lambda, gain, samples.labels());
        }

        @Override
        public OutputTarget of(Samples samples) {
            return nudge(lambda, gain, samples);
        }

        @Override
        public OutputTarget small(Samples samples) {
            return nudge(SMALL, gain, samples);
        }

        @Override
        public boolean needsFreeOutput() {
            return true;
        }
    }

    /** {@link LabelTarget}. */
    record Label(
            @Key("rate of the labelled output") double on,
            @Key("rate of the others, below it") double off) implements TargetDescription {
        public Label {
            Require.that(on > off, "target.on", "must be above off = " + off, on);
        }

        @Override
        public boolean classes() {
            return true;
        }

        @Override
        public OutputTarget of(Samples samples) {
            return new LabelTarget(on, off, samples.labels());
        }

        @Override
        public OutputTarget small(Samples samples) {
            return Nudge.nudge(Nudge.SMALL, 1, samples);
        }

        @Override
        public boolean needsFreeOutput() {
            return false;
        }
    }
}
