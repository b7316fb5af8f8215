package org.apical.app.experiment;

import org.apical.network.control.LabelTarget;
import org.apical.network.control.OutputTarget;
import org.apical.network.control.SoftmaxNudge;
import org.apical.neuron.parameter.Key;
import org.apical.neuron.parameter.Require;

/** Where the controller drives the output. */
public interface TargetDescription {
    /** The target of samples with these labels. */
    OutputTarget of(int[] labels);

    /** The same target, so near that the network is linear over the way to it. */
    OutputTarget small(int[] labels);

    /** Whether the target is relative to the output without feedback, which a free phase has to show first. */
    boolean needsFreeOutput();

    /** {@link SoftmaxNudge}. */
    record Nudge(
            @Key(value = "step size", above = 0) double lambda,

            @Key(value = "beta, inverse temperature of the softmax", or = "1", above = 0)
            double gain)
            implements TargetDescription {
        private static final double SMALL = 1e-3;

        @Override
        public OutputTarget of(int[] labels) {
            return new SoftmaxNudge(lambda, gain, labels);
        }

        @Override
        public OutputTarget small(int[] labels) {
            return new SoftmaxNudge(SMALL, gain, labels);
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
        public OutputTarget of(int[] labels) {
            return new LabelTarget(on, off, labels);
        }

        @Override
        public OutputTarget small(int[] labels) {
            return new SoftmaxNudge(Nudge.SMALL, 1, labels);
        }

        @Override
        public boolean needsFreeOutput() {
            return false;
        }
    }
}
