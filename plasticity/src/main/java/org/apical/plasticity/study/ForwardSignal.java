package org.apical.plasticity.study;

import org.apical.network.control.OutputTarget;
import org.apical.network.description.NetworkWeights;
import org.apical.network.dynamics.Presentation.Phase;
import org.apical.network.theory.AnalyticBatch;
import org.apical.network.theory.LinearisedNetwork;
import org.apical.network.theory.SampleState;
import org.apical.neuron.parameter.Require;
import org.apical.plasticity.reference.Backpropagation;
import org.apical.plasticity.task.Regression;
import org.apical.plasticity.training.Learner;
import org.apical.plasticity.training.Samples;
import org.apical.plasticity.update.SteadyBatchUpdate;
import org.apical.plasticity.update.WeightUpdate;

/** Where a direction of change of the forward weights comes from; lambda is contained in it. */
public sealed interface ForwardSignal {

    /**
     * The direction that a batch asks for, the mean over samples.
     *
     * @param samples labelled by their number in the task
     * @param trial number of the first presentation
     */
    WeightUpdate direction(NetworkWeights weights, Samples samples, long trial);

    /** The time average over the simulated presentation ("DFC"). */
    record TimeAverage(Learner learner) implements ForwardSignal {
        @Override
        public WeightUpdate direction(NetworkWeights weights, Samples samples, long trial) {
            return learner.update(weights, samples, Phase.TRAINING, trial);
        }
    }

    /**
     * A steady state: Newton's, the end of the presentation ("DFC-SS"), or the linearised one ("DFC-SSA").
     *
     * @param batch as wide as the batches
     * @param stepsize lambda
     * @param kind which
     */
    record Steady(AnalyticBatch batch, Regression task, double stepsize, Kind kind) implements ForwardSignal {
        private static final double TOLERANCE = 1e-9;

        /** Which steady state. */
        public enum Kind {
            /** r_L* - r_L(u) = alpha u. */
            NEWTON,
            /** u = (J Q + alpha I)^-1 delta. */
            ANALYTIC
        }

        @Override
        public WeightUpdate direction(NetworkWeights weights, Samples samples, long trial) {
            int lanes = samples.size();
            Require.that(
                    lanes == batch.lanes(), "Steady.batch", "must be as wide as the batch, " + lanes, batch.lanes());
            batch.enter(weights, samples.lanes(0, lanes));
            double[] target = new double[batch.freeOutput().length];
            OutputTarget nudge = task.nudge(stepsize).apply(samples.labels());
            nudge.fill(batch.freeOutput(), target, batch.network().outputs(), lanes);
            if (kind == Kind.NEWTON) {
                batch.newton(target, TOLERANCE);
            } else {
                batch.analytic(target);
            }
            WeightUpdate update = new WeightUpdate(batch.network());
            new SteadyBatchUpdate(batch).addTo(update, 1.0 / lanes);
            return update;
        }
    }

    /**
     * Minus the gradient of the loss, times lambda: the reference.
     *
     * @param batch whose network it is
     * @param stepsize lambda
     */
    record Gradient(AnalyticBatch batch, Regression task, double stepsize) implements ForwardSignal {
        @Override
        public WeightUpdate direction(NetworkWeights weights, Samples samples, long trial) {
            WeightUpdate update = new WeightUpdate(batch.network());
            for (int k = 0; k < samples.size(); k++) {
                LinearisedNetwork linear = new LinearisedNetwork(
                        batch.network(),
                        weights,
                        SampleState.feedforward(batch.network(), weights, samples.rates()[k]));
                double[] output = linear.state().output();
                double[] wanted = task.wanted()[samples.labels()[k]];
                double[] descent = new double[output.length];
                for (int o = 0; o < output.length; o++) {
                    descent[o] = 2 * stepsize * (wanted[o] - output[o]);
                }
                new Backpropagation().addTo(update, linear, descent, 1.0 / samples.size());
            }
            return update;
        }
    }
}
