package org.apical.app.audit;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apical.app.audit.Trainings.Trial;
import org.apical.app.experiment.AuditPlan;
import org.apical.app.experiment.Experiment;
import org.apical.app.experiment.ExperimentFile;
import org.apical.app.experiment.Formulations;
import org.apical.app.study.StudyContext;
import org.apical.network.description.NetworkWeights;
import org.apical.network.divergence.DivergenceException;
import org.apical.network.parallel.LaneBlocks;

/**
 * Audits how plausible a described network that learns is as biology: every line of the {@link AuditResult} is measured on the network itself, on several seeds, changed and unchanged with the same seed. A network that
 * diverges is a result.
 */
final class Audit {
    /** Below this chance the initial feedback of a layer is not taken for one drawn at random. */
    static final double LEAST_CHANCE = 1e-3;

    private static final double[] DURATIONS = {0.05, 0.1, 0.2, 0.5, 1, 2};
    private static final double[] QUICK_DURATIONS = {0.2, 0.5, 1};
    private static final List<Question> FULL = List.of(Question.BACKPROP, Question.LAST_LAYER);

    private final String name;
    private final Variant plain;
    private final Experiment experiment;
    private final AuditPlan plan;
    private final Effort effort;
    private final boolean quick;
    private final StudyContext context;
    private final Trainings trainings;
    private final Map<Question, String> refused = new LinkedHashMap<>();
    private final Set<Question> leftOut = EnumSet.noneOf(Question.class);

    private Audit(String name, ExperimentFile file, boolean quick, StudyContext context) {
        this.name = name;
        this.plain = Variant.plain(file);
        this.experiment = file.audited(context.product());
        this.plan = quick ? experiment.audit().quick() : experiment.audit();
        this.effort = quick ? Effort.of(plan) : Effort.DESCRIBED;
        this.quick = quick;
        this.context = context;
        this.trainings = new Trainings(name + ": ", plain, plan, experiment.seed(), context);
    }

    /**
     * Audits a network.
     *
     * @param name of the file, by which its parts are kept
     * @param file an experiment with data
     * @param quick seconds instead of minutes: fewer seeds, samples, epochs and values; feedback learns as long before, without which the loop may not be stable
     */
    static AuditResult run(String name, ExperimentFile file, boolean quick, StudyContext context) {
        return new Audit(name, file, quick, context).run();
    }

    private AuditResult run() {
        List<Learned> learned = context.each(plan.seeds(), this::learned);
        Map<Question, List<Trained>> full = asked(FULL, effort, "");
        List<Question> others = new ArrayList<>(List.of(Question.values()));
        others.removeAll(FULL);
        if (quick) {
            others.remove(Question.PLAIN);
        }
        Map<Question, List<Trained>> changed = new LinkedHashMap<>();
        if (quick) {
            // the same training
            changed.put(Question.PLAIN, learned.stream().map(Learned::trained).toList());
        }
        changed.putAll(asked(others, Effort.of(plan), "short, "));
        List<Sweep> sweeps =
                new Tolerance(plain, experiment, plan, trainings, !quick).sweeps(changed.get(Question.PLAIN));
        List<Depth> depths = depths();
        List<SeedFacts> seeds = context.each(plan.seeds(), k -> facts(k, learned.get(k)));
        Map<Question, List<LoopFacts>> loops = loops(changed);
        return new AuditResult(
                name,
                plan,
                new Formulations(experiment, context.product()),
                effort.of(experiment),
                Effort.of(plan).of(experiment),
                NeuronFacts.of(new Formulations(experiment, context.product())),
                learned.stream().map(Learned::trained).toList(),
                full,
                changed,
                refused,
                leftOut,
                sweeps,
                depths,
                seeds,
                loops);
    }

    private Learned learned(int repetition) {
        try (LaneBlocks thread = new LaneBlocks(1)) {
            AuditedNetwork audited = trainings.network(plain, effort, repetition, thread);
            double[] row = trainings.numbers("as described", repetition, () -> {
                List<NetworkWeights> weights = new ArrayList<>();
                Trained trained = trainings.train(audited, effort, trainings.seed(repetition), weights);
                return new Learned(trained, weights).numbers(audited.network());
            });
            return Learned.of(row, audited.network(), audited.run().initial());
        }
    }

    private SeedFacts facts(int repetition, Learned learned) {
        context.progress().accept(name + ": rules, phases and pathways, seed " + trainings.seed(repetition));
        try (LaneBlocks thread = new LaneBlocks(1)) {
            return SeedFacts.of(
                    trainings.network(plain, effort, repetition, thread), learned, quick ? QUICK_DURATIONS : DURATIONS);
        }
    }

    /** What came of questions that can be asked. */
    private Map<Question, List<Trained>> asked(List<Question> questions, Effort with, String prefix) {
        Map<Question, Trial> trials = new LinkedHashMap<>();
        for (Question question : questions) {
            List<Variant> possible = new ArrayList<>();
            List<Variant> candidates = question.candidates(plain, experiment);
            if (quick && candidates.size() > 1) {
                leftOut.add(question);
                continue;
            }
            for (Variant variant : candidates) {
                trainings
                        .refusal(variant)
                        .ifPresentOrElse(why -> refused.put(question, why), () -> possible.add(variant));
            }
            if (!possible.isEmpty()) {
                refused.remove(question);
                trials.put(question, trial(prefix + question.label(), possible, with));
            }
        }
        Map<Trial, List<Trained>> found = trainings.of(List.copyOf(trials.values()));
        Map<Question, List<Trained>> answers = new LinkedHashMap<>();
        trials.forEach((question, trial) -> answers.put(question, found.get(trial)));
        return answers;
    }

    /** The candidate that learns best on a seed of its own. */
    private Trial trial(String label, List<Variant> candidates, Effort with) {
        int best = candidates.size() == 1 ? 0 : trainings.best(label, candidates, with);
        return new Trial(label, candidates.get(best), with);
    }

    /**
     * The network with another number of hidden layers.
     *
     * @param trained by seed
     * @param backprop the same network by gradient descent, by seed; empty where that cannot be asked
     */
    record Depth(int hidden, List<Trained> trained, List<Trained> backprop) {}

    private List<Depth> depths() {
        if (!Chains.repeatable(experiment)) {
            return List.of();
        }
        List<Trial> trials = new ArrayList<>();
        for (int hidden : plan.depths()) {
            Variant deep = Chains.deep(plain, experiment, hidden);
            for (Variant variant : List.of(deep, Question.backprop(deep))) {
                String label = "short, " + hidden + " hidden" + (variant == deep ? "" : ", backprop");
                if (trainings.refusal(variant).isEmpty()) {
                    trials.add(new Trial(label, variant, Effort.of(plan)));
                }
            }
        }
        Map<String, List<Trained>> found = new LinkedHashMap<>();
        trainings.of(trials).forEach((trial, trained) -> found.put(trial.name(), trained));
        return plan.depths().stream()
                .filter(hidden -> found.containsKey("short, " + hidden + " hidden"))
                .map(hidden -> new Depth(
                        hidden,
                        found.get("short, " + hidden + " hidden"),
                        found.getOrDefault("short, " + hidden + " hidden, backprop", List.of())))
                .toList();
    }

    /** Why trainings diverged: the loops with which they began. */
    private Map<Question, List<LoopFacts>> loops(Map<Question, List<Trained>> changed) {
        List<Question> diverged = changed.keySet().stream()
                .filter(question -> changed.get(question).stream().anyMatch(Trained::diverged))
                .filter(question -> question.candidates(plain, experiment).size() == 1)
                .toList();
        int seeds = plan.seeds();
        List<LoopFacts> all = context.each(diverged.size() * seeds, k -> {
            Question question = diverged.get(k / seeds);
            return LoopFacts.of(
                    trainings.numbers("loop, " + question.label(), k % seeds, () -> loop(question, k % seeds)));
        });
        Map<Question, List<LoopFacts>> loops = new LinkedHashMap<>();
        IntStream.range(0, diverged.size())
                .forEach(q -> loops.put(diverged.get(q), all.subList(q * seeds, (q + 1) * seeds)));
        return loops;
    }

    private double[] loop(Question question, int repetition) {
        Variant variant = question.candidates(plain, experiment).get(0);
        try (LaneBlocks thread = new LaneBlocks(1)) {
            AuditedNetwork audited = trainings.network(variant, Effort.of(plan), repetition, thread);
            VariantRun run = audited.run();
            NetworkWeights weights = run.initial();
            try {
                run.preTrain(weights);
            } catch (DivergenceException e) {
                // the weights with which it diverged say why
            }
            return LoopFacts.of(audited, weights).numbers();
        }
    }
}
