package org.apical.app.audit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.apical.app.audit.Trainings.Trial;
import org.apical.app.experiment.AuditPlan;
import org.apical.app.experiment.Experiment;
import org.apical.app.experiment.ExperimentFile;
import org.apical.app.experiment.Formulations;
import org.apical.app.study.StudyContext;

/**
 * How far a network can be changed until it learns no longer.
 */
public final class Tolerance {
    /** Rounds in which a milder value is tried where learning has failed. */
    private static final int REFINEMENTS = 4;
    /** By how much milder, where it failed under the mildest. */
    private static final double MILDER = 5;

    private final Variant plain;
    private final Experiment experiment;
    private final AuditPlan plan;
    private final Trainings trainings;
    private final boolean refined;

    /** @param refined whether values between those of the plan are tried where the limit lies */
    Tolerance(Variant plain, Experiment experiment, AuditPlan plan, Trainings trainings, boolean refined) {
        this.plain = plain;
        this.experiment = experiment;
        this.plan = plan;
        this.trainings = trainings;
        this.refined = refined;
    }

    /**
     * The answers of an audit to these questions alone, with the seeds, samples, epochs and values of the key {@code audit}.
     *
     * @param name of the network, by which its parts are kept
     * @param file an experiment with data
     */
    public static List<Answer> answers(String name, ExperimentFile file, StudyContext context) {
        Variant plain = Variant.plain(file);
        Experiment experiment = file.audited(context.product());
        AuditPlan plan = experiment.audit();
        Trainings trainings = new Trainings(name + ": ", plain, plan, experiment.seed(), context);
        Trial trial = new Trial("short, " + Question.PLAIN.label(), plain, Effort.of(plan));
        List<Trained> unchanged = trainings.of(List.of(trial)).get(trial);
        List<Sweep> sweeps = new Tolerance(plain, experiment, plan, trainings, true).sweeps(unchanged);
        return RobustnessAnswers.of(sweeps, unchanged, plan, new Formulations(experiment, context.product()));
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

    /**
     * All circumstances a step on, until learning has failed under each for sure or no value is left; then one between the last two, where the limit lies.
     *
     * @param unchanged the network as it is, by seed
     */
    List<Sweep> sweeps(List<Trained> unchanged) {
        List<Sweep> refusals = new ArrayList<>();
        List<Ladder> ladders = new ArrayList<>();
        for (Circumstance what : Circumstance.values()) {
            List<Double> values = what.values(plan, experiment);
            if (values.isEmpty()) {
                continue;
            }
            what.pointless(plan.formulation(), experiment.learning())
                    .or(() -> trainings.refusal(what.change(plain, experiment, values.get(0))))
                    .ifPresentOrElse(
                            why -> refusals.add(Sweep.refused(what, why)), () -> ladders.add(new Ladder(what, values)));
        }
        List<Ladder> open = new ArrayList<>(ladders);
        while (!open.isEmpty()) {
            step(open, Ladder::next, Ladder::add);
            open.removeIf(ladder -> ladder.over(unchanged));
        }
        for (int round = 0; round < REFINEMENTS && refined; round++) {
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
}
