package org.apical.plasticity.study;

import java.util.function.Function;
import java.util.function.IntConsumer;
import org.apical.network.control.OutputTarget;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.network.dynamics.Presentation.Phase;
import org.apical.network.theory.AnalyticBatch;
import org.apical.network.theory.LinearisedNetwork;
import org.apical.network.theory.OptimalControl;
import org.apical.network.theory.SampleState;
import org.apical.neuron.parameter.Require;
import org.apical.plasticity.reference.Backpropagation;
import org.apical.plasticity.task.Regression;
import org.apical.plasticity.training.Learner;
import org.apical.plasticity.training.Samples;
import org.apical.plasticity.update.SteadyBatchUpdate;
import org.apical.plasticity.update.SteadyBatchUpdate.Error;
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
     * @param target r_L*, given the numbers of the samples
     * @param kind which
     * @param read what the rule reads there
     * @param unsettled told, for each batch, how many of its samples have no steady state that Newton's method finds: nothing is learned from those
     */
    record Steady(
            AnalyticBatch batch, Function<int[], OutputTarget> target, Kind kind, Error read, IntConsumer unsettled)
            implements ForwardSignal {
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
            double[] wanted = new double[batch.freeOutput().length];
            target.apply(samples.labels())
                    .fill(batch.freeOutput(), wanted, batch.network().outputs(), lanes);
            double limit = Double.POSITIVE_INFINITY;
            if (kind == Kind.NEWTON) {
                unsettled.accept(batch.newtonWherePossible(wanted, TOLERANCE));
                limit = TOLERANCE;
            } else {
                batch.analytic(wanted);
            }
            WeightUpdate update = new WeightUpdate(batch.network());
            new SteadyBatchUpdate(batch, read).addTo(update, 1.0 / lanes, limit);
            return update;
        }
    }

    /**
     * Least control itself, psi r^T with the optimal psi of each sample: minus the gradient of its cost H. It uses the transposed weights.
     *
     * @param target r_L*, given the numbers of the samples
     * @param alpha leak on u
     */
    record Optimal(NetworkDescription network, Function<int[], OutputTarget> target, double alpha)
            implements ForwardSignal {
        private static final double TOLERANCE = 1e-6;

        @Override
        public WeightUpdate direction(NetworkWeights weights, Samples samples, long trial) {
            WeightUpdate update = new WeightUpdate(network);
            for (int k = 0; k < samples.size(); k++) {
                double[] input = samples.rates()[k];
                double[] wanted = new double[network.outputs()];
                double[] free = SampleState.feedforward(network, weights, input).output();
                target.apply(new int[] {samples.labels()[k]}).fill(free, wanted, wanted.length, 1);
                OptimalControl control = OptimalControl.of(network, weights, input, wanted, alpha, TOLERANCE);
                for (int l = 0; l < network.layers(); l++) {
                    update.addOuter(l, control.psi()[l], control.state().presynaptic(l), 1.0 / samples.size());
                }
            }
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
