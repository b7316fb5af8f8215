package org.apical.app.audit;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.util.MathArrays;
import org.apical.app.audit.PhaseFacts.Duration;
import org.apical.app.experiment.LearnedFeedback;
import org.apical.app.experiment.Learning;
import org.apical.network.description.NetworkWeights;
import org.apical.network.dynamics.Simulation;
import org.apical.network.dynamics.Timing;
import org.apical.network.formulation.Formulation;
import org.apical.plasticity.rule.LocalRule;
import org.apical.plasticity.update.WeightUpdate;

/** Measures what the phases of a presentation contribute to the change of weights, and how long the controlled one has to be. */
final class PhaseProbe {
    private static final int LANES = 4;
    private static final double LEAST_FREE_MS = 100;

    private final AuditedNetwork audited;
    private final VariantRun run;

    PhaseProbe(AuditedNetwork audited) {
        this.audited = audited;
        this.run = audited.run();
    }

    /** @param shares durations to try, relative to the described one */
    PhaseFacts measure(NetworkWeights weights, double[] shares) {
        double[][] changes = ungated(weights);
        double during = norm(changes[1]);
        Learning learning = audited.learning();
        long samples = audited.task().train().size();
        long feedback = 0;
        double feedbackMs = 0;
        if (learning.feedback().learned().isPresent()) {
            LearnedFeedback learned = learning.feedback().learned().get();
            feedbackMs = learned.presentationMs()
                    .orElse(audited.experiment().timing().controlledMs());
            feedback = learned.samples().map(Long::valueOf).orElse(samples)
                    * (learned.preTrainingEpochs() + (long) learning.epochs() * learned.epochsBetween());
        }
        return new PhaseFacts(
                audited.experiment().timing().freeMs(),
                audited.experiment().timing().controlledMs(),
                learning.target().needsFreeOutput(),
                feedbackMs,
                samples * learning.epochs(),
                feedback,
                norm(changes[0]) / during,
                norm(changes[2]) / during,
                dot(changes[3], changes[1]) / (norm(changes[3]) * during),
                durations(weights, shares));
    }

    /** The change of a free phase before, of the controlled one, of a free one after, and of all three, all layers stacked. */
    private double[][] ungated(NetworkWeights weights) {
        Formulation described = run.formulation();
        Timing timing = described.timing();
        int free = Math.max(timing.freeSteps(), (int) Math.round(LEAST_FREE_MS / timing.dtMs()));
        int controlled = timing.steps();
        Formulation released = described
                .withController(new ReleasedControl(described.controller(), controlled - 1))
                .withTiming(timing.withSteps(
                        free, timing.freeSteps() > 0 ? timing.warmupSteps() : free - 1, controlled + free));
        Simulation simulation = released.simulation(LANES);
        LocalRule.Synapses[][] rules = new LocalRule.Synapses[4][simulation.layers()];
        for (LocalRule.Synapses[] phase : rules) {
            for (int l = 0; l < phase.length; l++) {
                phase[l] = run.rule().of(l).at(simulation.synapses(l));
                phase[l].begin();
            }
        }
        run.present(simulation, released, weights, (isControlled, step, state) -> {
            int now = isControlled ? (step < controlled ? 1 : 2) : 0;
            for (int phase = 0; phase < rules.length; phase++) {
                for (LocalRule.Synapses layer : rules[phase]) {
                    layer.step(phase == now || phase == 3);
                }
            }
        });
        double[][] changes = new double[rules.length][];
        for (int phase = 0; phase < rules.length; phase++) {
            double[][] layers = new double[simulation.layers()][];
            for (int l = 0; l < layers.length; l++) {
                layers[l] = SynapseRecording.change(rules[phase][l], simulation.synapses(l));
            }
            changes[phase] = MathArrays.concatenate(layers);
        }
        return changes;
    }

    private List<Duration> durations(NetworkWeights weights, double[] shares) {
        WeightUpdate described = run.firstUpdate(weights);
        Timing timing = run.formulation().timing();
        List<Duration> durations = new ArrayList<>();
        for (double share : shares) {
            int steps = 1 + Math.max(1, (int) Math.round(share * (timing.steps() - 1)));
            Formulation other =
                    run.formulation().withTiming(timing.withSteps(timing.freeSteps(), timing.warmupSteps(), steps));
            durations.add(new Duration(
                    (steps - 1) * timing.dtMs(), run.firstUpdate(weights, other).cosine(described)));
        }
        return durations;
    }

    private static double norm(double[] x) {
        return Math.sqrt(dot(x, x));
    }

    private static double dot(double[] x, double[] y) {
        double sum = 0;
        for (int k = 0; k < x.length; k++) {
            sum += x[k] * y[k];
        }
        return sum;
    }
}
