package org.apical.app.audit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.apache.commons.math3.util.MathArrays;
import org.apical.app.audit.PhaseFacts.Part;
import org.apical.app.audit.PhaseFacts.Phase;
import org.apical.app.audit.PresentationFacts.Duration;
import org.apical.app.experiment.LearnedFeedback;
import org.apical.app.experiment.LearnedFeedback.Phases;
import org.apical.app.experiment.Learning;
import org.apical.network.control.OutputTarget;
import org.apical.network.description.NetworkWeights;
import org.apical.network.dynamics.Presentation;
import org.apical.network.dynamics.Simulation;
import org.apical.network.dynamics.StepObserver;
import org.apical.network.dynamics.Timing;
import org.apical.network.formulation.Formulation;
import org.apical.plasticity.feedback.FeedbackRule;
import org.apical.plasticity.rule.LocalRule;
import org.apical.plasticity.training.Samples;
import org.apical.plasticity.update.WeightUpdate;

/**
 * Measures what each phase contributes to the change of every plastic pathway, and how long the controlled phase has to be. Forward presentations are a free phase, the controlled one, and a free one after control has let go;
 * where feedback learns in a phase of its own, presentations with noise follow. Each rule is watched in each of them as if it were plastic in that phase alone, and as if it were plastic throughout.
 */
final class PhaseProbe {
    private static final int LANES = 16;
    private static final double LEAST_FREE_MS = 100;
    private static final int THROUGHOUT = Phase.values().length;

    private final AuditedNetwork audited;
    private final VariantRun run;
    private final Optional<LearnedFeedback> learned;

    PhaseProbe(AuditedNetwork audited) {
        this.audited = audited;
        this.run = audited.run();
        this.learned = audited.feedback().learned();
    }

    private boolean apart() {
        return learned.filter(l -> l.phases() == Phases.TWO).isPresent();
    }

    /** @param shares durations to try, relative to the described one */
    PresentationFacts presentations(NetworkWeights weights, double[] shares) {
        Learning learning = audited.learning();
        double feedbackMs = apart()
                ? learned.flatMap(LearnedFeedback::presentationMs)
                        .orElse(audited.experiment().timing().controlledMs())
                : 0;
        return new PresentationFacts(
                audited.experiment().timing().freeMs(),
                audited.experiment().timing().controlledMs(),
                learning.target().needsFreeOutput(),
                feedbackMs,
                forwardPresentations(),
                feedbackPresentations(),
                durations(weights, shares));
    }

    private long forwardPresentations() {
        return (long) audited.task().train().size() * audited.learning().epochs();
    }

    private long feedbackPresentations() {
        long samples = audited.task().train().size();
        return learned.map(l -> Math.min(samples, l.samples().map(Long::valueOf).orElse(samples))
                        * (l.preTrainingEpochs() + (long) audited.learning().epochs() * l.epochsBetween()))
                .orElse(0L);
    }

    /** A rule at one layer, watched as if it were plastic in one phase alone, or throughout. */
    private interface Watched {
        void step(boolean plastic);

        /** Its change, summed over the steps in which it was plastic. */
        double[] change();
    }

    /** One pathway. */
    private final class Watch {
        private final List<List<Watched>> byPhase = new ArrayList<>();

        /** @param rules new ones at every layer */
        Watch(java.util.function.Supplier<List<Watched>> rules) {
            for (int phase = 0; phase <= THROUGHOUT; phase++) {
                byPhase.add(rules.get());
            }
        }

        void step(Phase now) {
            for (int phase = 0; phase <= THROUGHOUT; phase++) {
                boolean plastic = phase == THROUGHOUT || phase == now.ordinal();
                byPhase.get(phase).forEach(layer -> layer.step(plastic));
            }
        }

        /** [phase, then throughout][all layers stacked]. */
        double[][] changes() {
            return byPhase.stream()
                    .map(layers -> MathArrays.concatenate(
                            layers.stream().map(Watched::change).toArray(double[][]::new)))
                    .toArray(double[][]::new);
        }
    }

    private Watch basal(Simulation simulation) {
        return new Watch(() -> {
            List<Watched> layers = new ArrayList<>();
            for (int l = 0; l < simulation.layers(); l++) {
                LocalRule.Synapses synapses = run.rule().of(l).at(simulation.synapses(l));
                synapses.begin();
                int layer = l;
                layers.add(new Watched() {
                    @Override
                    public void step(boolean plastic) {
                        synapses.step(plastic);
                    }

                    @Override
                    public double[] change() {
                        return SynapseRecording.change(synapses, simulation.synapses(layer));
                    }
                });
            }
            return layers;
        });
    }

    private Watch apical(Simulation simulation, NetworkWeights weights, LearnedFeedback by) {
        FeedbackRule rule = run.feedbackRule(by);
        return new Watch(() -> {
            List<Watched> layers = new ArrayList<>();
            for (int l = 0; l < simulation.layers(); l++) {
                double[] q = weights.feedback(l).clone();
                FeedbackRule.Synapses synapses =
                        rule.at(simulation.apicalSynapses(l).with(q));
                synapses.begin();
                layers.add(new Watched() {
                    private int steps;

                    @Override
                    public void step(boolean plastic) {
                        synapses.step(plastic);
                        steps += plastic ? 1 : 0;
                    }

                    @Override
                    public double[] change() {
                        double[] dQ = new double[q.length];
                        if (steps > 0) {
                            // the rule gives a mean over steps
                            synapses.addTo(dQ, steps);
                        }
                        return dQ;
                    }
                });
            }
            return layers;
        });
    }

    /** Every plastic pathway, phase by phase. */
    List<PhaseFacts> phases(NetworkWeights weights) {
        List<double[][]> forward = forward(weights);
        List<double[][]> noise = apart() ? noise(weights) : List.of();
        List<PhaseFacts> facts = new ArrayList<>();
        for (int pathway = 0; pathway < forward.size(); pathway++) {
            double[][] all = scaled(forward.get(pathway), forwardPresentations());
            if (!noise.isEmpty()) {
                double[][] more = scaled(noise.get(pathway), feedbackPresentations());
                for (int phase = 0; phase <= THROUGHOUT; phase++) {
                    all[phase] = MathArrays.ebeAdd(all[phase], more[phase]);
                }
            }
            boolean basal = pathway == 0;
            facts.add(facts(
                    basal ? "forward weights" : "feedback weights",
                    basal || !apart() ? Phase.CONTROLLED : Phase.NOISE,
                    all));
        }
        return facts;
    }

    private PhaseFacts facts(String pathway, Phase own, double[][] changes) {
        double[] wanted = changes[own.ordinal()];
        List<Part> parts = new ArrayList<>();
        for (Phase phase : Phase.values()) {
            if (phase != Phase.NOISE || apart()) {
                double[] change = changes[phase.ordinal()];
                parts.add(new Part(
                        phase,
                        norm(change) / norm(wanted),
                        cosine(change, wanted),
                        phase == own ? 1 : cosine(MathArrays.ebeAdd(change, wanted), wanted)));
            }
        }
        return new PhaseFacts(pathway, own, parts, cosine(changes[THROUGHOUT], wanted));
    }

    /** Changes in presentations from which forward weights learn, of every plastic pathway. */
    private List<double[][]> forward(NetworkWeights weights) {
        Formulation quiet = run.formulation();
        Formulation described =
                learned.filter(l -> !apart()).map(l -> l.noisy(quiet)).orElse(quiet);
        Timing timing = described.timing();
        int free = Math.max(timing.freeSteps(), (int) Math.round(LEAST_FREE_MS / timing.dtMs()));
        int controlled = timing.steps();
        Formulation released = described
                .withController(new ReleasedControl(described.controller(), controlled - 1))
                .withTiming(timing.withSteps(
                        free, timing.freeSteps() > 0 ? timing.warmupSteps() : free - 1, controlled + free));
        Simulation simulation = released.simulation(LANES);
        List<Watch> watches = watches(simulation, weights);
        run.present(
                simulation,
                released,
                weights,
                observer(
                        watches,
                        (isControlled, step) ->
                                isControlled ? step < controlled ? Phase.CONTROLLED : Phase.RELEASED : Phase.FREE));
        return watches.stream().map(Watch::changes).toList();
    }

    /** The same in presentations from which feedback learns. */
    private List<double[][]> noise(NetworkWeights weights) {
        Formulation noisy = run.feedbackFormulation(learned.orElseThrow());
        Simulation simulation = noisy.simulation(LANES);
        List<Watch> watches = watches(simulation, weights);
        Samples shown = run.shown(LANES);
        simulation.present(
                noisy.map(weights),
                new Presentation(
                        shown.lanes(0, LANES),
                        LongStream.range(0, LANES).toArray(),
                        Presentation.Phase.FEEDBACK,
                        run.feedbackRandom()),
                OutputTarget.ownOutput(),
                observer(watches, (isControlled, step) -> isControlled ? Phase.NOISE : Phase.FREE));
        return watches.stream().map(Watch::changes).toList();
    }

    private List<Watch> watches(Simulation simulation, NetworkWeights weights) {
        List<Watch> watches = new ArrayList<>(List.of(basal(simulation)));
        learned.ifPresent(l -> watches.add(apical(simulation, weights, l)));
        return watches;
    }

    /** The phase of a step. */
    @FunctionalInterface
    private interface When {
        Phase of(boolean controlled, int step);
    }

    private static StepObserver observer(List<Watch> watches, When when) {
        return (controlled, step, state) -> {
            Phase now = when.of(controlled, step);
            watches.forEach(watch -> watch.step(now));
        };
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

    private static double[][] scaled(double[][] changes, double factor) {
        return Arrays.stream(changes)
                .map(change -> MathArrays.scale(factor, change))
                .toArray(double[][]::new);
    }

    private static double cosine(double[] x, double[] y) {
        return MathArrays.linearCombination(x, y) / (norm(x) * norm(y));
    }

    private static double norm(double[] x) {
        return MathArrays.safeNorm(x);
    }
}
