package org.apical.app.experiment;

import java.nio.file.Path;
import java.util.Optional;
import org.apical.neuron.parameter.Key;
import org.apical.plasticity.rule.RuleDescription;
import org.apical.plasticity.training.Training;

/** How a network learns. */
public record Learning(
        @Key(
                value =
                        "what changes forward weights: control and a local rule, or, in plain chains under F1 alone (formulations: [F1], audit.formulation: F1), another theory of credit assignment",
                or = "control")
        LearningMethod method,

        @Key(value = "rule of the basal synapses", or = "dendritic prediction")
        RuleDescription rule,

        @Key("rule of plastic synapses beside the chain; default: the same")
        Optional<RuleDescription> lateral,

        @Key(
                value =
                        "what a presentation is learned from: average (DFC) or end (DFC-SS) of its controlled phase, or, under F1 alone, a steady state that is computed: the one that a long phase ends in (steady, by Newton's method) or the analytic one (DFC-SSA)",
                or = "average")
        Update update,

        @Key(
                value =
                        "time from the beginning of the input, free phase included, from which on an average is taken, to the end; default: when control sets in",
                least = 0)
        Optional<Double> fromMs,

        @Key(value = "where feedback weights come from", or = "{fixed: product}")
        FeedbackDescription feedback,

        @Key(
                value =
                        "where the controller drives the output; default of a regression: {nudge: {lambda: 0.5}}, the target itself",
                or = "{nudge: {lambda: 6}}")
        TargetDescription target,

        @Key("weights to begin with; default: drawn as layers and projections say")
        Optional<GivenWeights> initial,

        @Key(value = "optimiser of the forward weights", or = "adam")
        OptimiserDescription optimiser,

        @Key(value = "largest norm of a direction, layer by layer; default: any", above = 0)
        Optional<Double> clip,

        @Key(value = "rho of a decay of weights, -rho W beside the direction; default: none", above = 0)
        Optional<Double> weightDecay,

        @Key(
                value =
                        "bound of the loop gain, the spectral radius of J Q over four samples: all Q are scaled down to it after each update; default: none",
                above = 0)
        Optional<Double> loopGain,

        @Key(value = "presentations of each sample", or = "18", least = 0, most = 10_000)
        int epochs,

        @Key(value = "samples of an update", or = "32", least = 1, most = 1e6)
        int batch) {

    /** What of a presentation is learned from. */
    public enum Update {
        /** The time average over the controlled phase ("DFC"). */
        AVERAGE,
        /** The state at its end ("DFC-SS"). */
        END,
        /** The steady state, found by Newton's method, not simulated: the end of a presentation that is long enough. */
        STEADY,
        /** The steady state, linearised at the feedforward state and computed, not simulated ("DFC-SSA"). */
        ANALYTIC;

        /** Whether it is computed, not simulated. */
        public boolean computed() {
            return this == STEADY || this == ANALYTIC;
        }
    }

    /** The same with at most so many epochs. */
    Learning limited(int most) {
        return with(initial, Math.min(most, epochs));
    }

    /** The same with paths that are relative to a directory. */
    Learning in(Path directory) {
        return with(initial.map(given -> given.in(directory)), epochs);
    }

    private Learning with(Optional<GivenWeights> other, int otherEpochs) {
        return new Learning(
                method,
                rule,
                lateral,
                update,
                fromMs,
                feedback,
                target,
                other,
                optimiser,
                clip,
                weightDecay,
                loopGain,
                otherEpochs,
                batch);
    }

    /** Updates of the forward weights in all. */
    long updates(int samples) {
        return (long) epochs * Training.batches(samples, batch);
    }
}
