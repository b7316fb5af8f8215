package org.apical.app.audit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.ToDoubleFunction;
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
    /** Rounds in which a milder value is tried where learning has failed. */
    private static final int REFINEMENTS = 4;
    /** By how much milder, where it failed under the mildest. */
    private static final double MILDER = 5;

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
        List<Sweep> sweeps = sweeps(changed.get(Question.PLAIN));
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

    /** A circumstance that is still changed. */
    private final class Ladder {
        private final Circumstance what;
        private final List<Double> values;
        private final List<Sweep.Point> points = new ArrayList<>();

        Ladder(Circumstance what, List<Double> values) {
            this.what = what;
            this.values = values;
        }

        double next() {
            return values.get(points.size());
        }

        /** The mildest value under which learning fails for sure, and the one before it. */
        private double[] bracket(List<Trained> unchanged) {
            Sweep sweep = sweep(unchanged);
            int first = sweep.firstFailing(plan.tolerated(), AuditResult.chance(experiment));
            return new double[] {
                first == 0 ? what.unchanged() : points.get(first - 1).x(),
                points.get(first).x()
            };
        }

        /** A milder value where none is harmless, one between the last harmless one and the first that is not, on a logarithmic scale. */
        double milder(List<Trained> unchanged) {
            double[] bracket = bracket(unchanged);
            return what.value(bracket[0] == 0 ? bracket[1] / MILDER : Math.sqrt(bracket[0] * bracket[1]), experiment);
        }

        /** Whether no harmless value has been tried. */
        boolean unbracketed(List<Trained> unchanged) {
            return bracket(unchanged)[0] == what.unchanged();
        }

        void add(Sweep.Point point) {
            int at = 0;
            while (at < points.size()
                    && Math.abs(points.get(at).x() - what.unchanged()) < Math.abs(point.x() - what.unchanged())) {
                at++;
            }
            points.add(at, point);
        }

        boolean tried(double x) {
            return x == what.unchanged() || points.stream().anyMatch(point -> point.x() == x);
        }

        Trial at(double x) {
            return new Trial("short, " + what.title() + " " + x, what.change(plain, experiment, x), Effort.of(plan));
        }

        Sweep sweep(List<Trained> unchanged) {
            return new Sweep(what, unchanged, List.copyOf(points), "");
        }

        boolean fails(List<Trained> unchanged) {
            Sweep sweep = sweep(unchanged);
            return !points.isEmpty() && sweep.fails(sweep.last(), plan.tolerated(), AuditResult.chance(experiment));
        }

        boolean over(List<Trained> unchanged) {
            return points.size() == values.size() || fails(unchanged);
        }
    }

    /** One more value of each. */
    private void step(List<Ladder> ladders, ToDoubleFunction<Ladder> value, BiConsumer<Ladder, Sweep.Point> add) {
        List<Double> values = ladders.stream().map(value::applyAsDouble).toList();
        List<Trial> trials = IntStream.range(0, values.size())
                .mapToObj(k -> ladders.get(k).at(values.get(k)))
                .toList();
        Map<Trial, List<Trained>> found = trainings.of(trials);
        for (int k = 0; k < trials.size(); k++) {
            add.accept(ladders.get(k), new Sweep.Point(values.get(k), found.get(trials.get(k))));
        }
    }

    /** All circumstances a step on, until learning has failed under each for sure or no value is left; then one between the last two, where the limit lies. */
    private List<Sweep> sweeps(List<Trained> unchanged) {
        List<Sweep> refusals = new ArrayList<>();
        List<Ladder> ladders = new ArrayList<>();
        for (Circumstance what : Circumstance.values()) {
            List<Double> values = what.values(plan, experiment);
            if (values.isEmpty()) {
                continue;
            }
            what.pointless(plan.formulation(), experiment.learning().method())
                    .or(() -> trainings.refusal(what.change(plain, experiment, values.get(0))))
                    .ifPresentOrElse(
                            why -> refusals.add(Sweep.refused(what, why)), () -> ladders.add(new Ladder(what, values)));
        }
        List<Ladder> open = new ArrayList<>(ladders);
        while (!open.isEmpty()) {
            step(open, Ladder::next, Ladder::add);
            open.removeIf(ladder -> ladder.over(unchanged));
        }
        for (int round = 0; round < REFINEMENTS && !quick; round++) {
            boolean last = round == REFINEMENTS - 1;
            List<Ladder> refined = ladders.stream()
                    .filter(ladder -> ladder.fails(unchanged))
                    .filter(ladder -> last || ladder.unbracketed(unchanged))
                    .filter(ladder -> !ladder.tried(ladder.milder(unchanged)))
                    .toList();
            step(refined, ladder -> ladder.milder(unchanged), Ladder::add);
        }
        List<Sweep> sweeps = new ArrayList<>(
                ladders.stream().map(ladder -> ladder.sweep(unchanged)).toList());
        sweeps.addAll(refusals);
        sweeps.sort(Comparator.comparing(Sweep::what));
        return sweeps;
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
