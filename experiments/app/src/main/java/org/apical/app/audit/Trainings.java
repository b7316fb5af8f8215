package org.apical.app.audit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apical.app.UserError;
import org.apical.app.experiment.AuditPlan;
import org.apical.app.study.StudyContext;
import org.apical.network.description.NetworkWeights;
import org.apical.network.divergence.DivergenceException;
import org.apical.network.parallel.LaneBlocks;
import org.apical.plasticity.update.WeightUpdate;

/** Trainings of variants of a network, each on every seed, jobs side by side. A training that diverges is a finding, not a failure of the audit. */
final class Trainings {
    private final String prefix;
    private final Variant plain;
    private final AuditPlan plan;
    private final long firstSeed;
    private final StudyContext context;
    private final Map<Long, Optional<Plain>> plains = new ConcurrentHashMap<>();

    /**
     * @param prefix before the names of its parts
     * @param plain the network as it is
     * @param firstSeed that of the experiment
     */
    Trainings(String prefix, Variant plain, AuditPlan plan, long firstSeed, StudyContext context) {
        this.prefix = prefix;
        this.plain = plain;
        this.plan = plan;
        this.firstSeed = firstSeed;
        this.context = context;
    }

    /**
     * A training.
     *
     * @param name of its own
     */
    record Trial(String name, Variant variant, Effort effort) {}

    /**
     * The network as it is, in trainings in which something is changed.
     *
     * @param weights with which forward weights begin to learn
     * @param update the first one
     */
    private record Plain(NetworkWeights weights, WeightUpdate update) {}

    /** Why a variant cannot run, in a line; nothing if it can. */
    Optional<String> refusal(Variant variant) {
        try {
            variant.experiment(firstSeed, context.product());
            return Optional.empty();
        } catch (UserError e) {
            return Optional.of(e.getMessage());
        }
    }

    /** The seed of a repetition. */
    long seed(int repetition) {
        return firstSeed + repetition;
    }

    /** What came of trials, by seed. */
    Map<Trial, List<Trained>> of(List<Trial> trials) {
        int seeds = plan.seeds();
        List<Trained> all = context.each(trials.size() * seeds, k -> of(trials.get(k / seeds), k % seeds));
        Map<Trial, List<Trained>> found = new LinkedHashMap<>();
        for (int k = 0; k < trials.size(); k++) {
            found.put(trials.get(k), all.subList(k * seeds, (k + 1) * seeds));
        }
        return found;
    }

    private Trained of(Trial trial, int repetition) {
        return Trained.of(numbers(
                trial.name(), repetition, () -> train(trial, seed(repetition)).numbers()));
    }

    /** Which of several variants learns best on a seed that decides nothing else, the first of equal ones. */
    int best(String label, List<Variant> candidates, Effort effort) {
        int own = plan.seeds();
        List<Trained> found = context.each(
                candidates.size(), k -> of(new Trial(label + ", choice " + k, candidates.get(k), effort), own));
        return IntStream.range(0, candidates.size())
                .boxed()
                .max(Comparator.<Integer>comparingDouble(
                                k -> found.get(k).diverged() ? -1 : found.get(k).after())
                        .thenComparing(Comparator.reverseOrder()))
                .orElseThrow();
    }

    /** The numbers of a part of the audit, on one seed. */
    double[] numbers(String name, int repetition, Supplier<double[]> part) {
        String full = prefix + name + ", seed " + seed(repetition);
        context.progress().accept(full);
        return context.parts().numbers(full, part);
    }

    /** The network of a seed. */
    AuditedNetwork network(Variant variant, Effort effort, int repetition, LaneBlocks threads) {
        return AuditedNetwork.of(variant, effort, seed(repetition), context.product(), threads);
    }

    private Trained train(Trial trial, long seed) {
        try (LaneBlocks thread = new LaneBlocks(1)) {
            AuditedNetwork audited =
                    AuditedNetwork.of(trial.variant(), trial.effort(), seed, context.product(), thread);
            return train(audited, trial.effort(), seed, new ArrayList<>());
        }
    }

    /**
     * Trains.
     *
     * @param weights to which those of the first forward update and the last ones are added, as far as it comes
     */
    Trained train(AuditedNetwork audited, Effort effort, long seed, List<NetworkWeights> weights) {
        VariantRun run = audited.run();
        NetworkWeights live = run.initial();
        double before = Double.NaN;
        double cosineToPlain = Double.NaN;
        double[] cosines = LearningReferences.none();
        try {
            Optional<Plain> same =
                    audited.variant().sameFeedback() && effort.equals(Effort.of(plan)) ? plain(seed) : Optional.empty();
            same.ifPresentOrElse(other -> run.preTrained(live, other.weights), () -> run.preTrain(live));
            weights.add(live.copy());
            WeightUpdate update = run.firstUpdate(live);
            cosines = new LearningReferences(audited).total(live, update);
            cosineToPlain = plain(seed)
                    .map(Plain::update)
                    .filter(plainUpdate -> sameShape(plainUpdate, update))
                    .map(update::cosine)
                    .orElse(Double.NaN);
            before = run.score(live);
            double after = run.learn(live);
            weights.add(live);
            return new Trained(before, after, Double.NaN, cosineToPlain, cosines);
        } catch (DivergenceException e) {
            return new Trained(before, Double.NaN, e.epoch(), cosineToPlain, cosines);
        } catch (ArithmeticException e) {
            return new Trained(before, Double.NaN, 0, cosineToPlain, cosines);
        }
    }

    private static boolean sameShape(WeightUpdate x, WeightUpdate y) {
        return x.layers() == y.layers()
                && IntStream.range(0, x.layers()).allMatch(l -> x.forward(l).length == y.forward(l).length);
    }

    /** The network as it is; nothing where it diverges. */
    private Optional<Plain> plain(long seed) {
        return plains.computeIfAbsent(seed, s -> {
            try (LaneBlocks thread = new LaneBlocks(1)) {
                VariantRun run = AuditedNetwork.of(plain, Effort.of(plan), s, context.product(), thread)
                        .run();
                NetworkWeights weights = run.initial();
                run.preTrain(weights);
                return Optional.of(new Plain(weights, run.firstUpdate(weights)));
            } catch (DivergenceException | ArithmeticException e) {
                return Optional.empty();
            }
        });
    }
}
