package org.apical.app.model;

import org.apical.network.control.LabelTarget;
import org.apical.network.control.OutputTarget;
import org.apical.network.control.SoftmaxNudge;
import org.apical.neuron.parameter.Require;

/** A described target of the output. */
public sealed interface TargetModel {

    /** The target of samples with these labels. */
    OutputTarget of(int[] labels);

    /** Whether the target is relative to the output without feedback, which a free phase has to show first. */
    boolean needsFreeOutput();

    /**
     * {@link SoftmaxNudge}.
     *
     * @param lambda step size
     * @param gain inverse temperature of the softmax
     */
    record Nudge(double lambda, double gain) implements TargetModel {
        public Nudge {
            Require.positive("target.lambda", lambda, "(dimensionless)");
            Require.positive("target.gain", gain, "(dimensionless)");
        }

        @Override
        public OutputTarget of(int[] labels) {
            return new SoftmaxNudge(lambda, gain, labels);
        }

        @Override
        public boolean needsFreeOutput() {
            return true;
        }
    }

    /**
     * {@link LabelTarget}.
     *
     * @param on rate of the labelled output
     * @param off rate of the others
     */
    record Label(double on, double off) implements TargetModel {
        public Label {
            Require.finite("target.on", on, "(dimensionless)");
            Require.finite("target.off", off, "(dimensionless)");
            Require.that(on > off, "target.on", "must be above off = " + off, on);
        }

        @Override
        public OutputTarget of(int[] labels) {
            return new LabelTarget(on, off, labels);
        }

        @Override
        public boolean needsFreeOutput() {
            return false;
        }
    }
}
