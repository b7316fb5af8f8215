package org.apical.app.study.table1;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apical.app.experiment.Form;
import org.apical.app.experiment.Formulations;
import org.apical.app.experiment.Learning;
import org.apical.app.experiment.TrainingRun;
import org.apical.app.findings.Findings;
import org.apical.app.study.Study;
import org.apical.app.study.StudyContext;
import org.apical.app.study.StudyNetwork;
import org.apical.app.task.Task;
import org.apical.network.description.NetworkWeights;
import org.apical.network.divergence.DivergenceException;
import org.apical.network.parallel.LaneBlocks;
import org.apical.plasticity.reference.GradientSignal;
import org.apical.plasticity.reference.GradientSignal.Descent;
import org.apical.plasticity.training.Samples;

/** Test accuracy of DFC, backprop and direct feedback alignment on image sets, by the published settings (Meulemans et al. 2021, table 1; physics.md 8). */
public final class Table1Study extends Study<Table1Plan> {
    public Table1Study() {
        super(
                "table1",
                "test accuracy of DFC, DFC-SS, DFC-SSA, DFA and backprop on MNIST and Fashion-MNIST, fixed and learned feedback",
                new Origin("Meulemans et al. 2021, table 1", 60),
                Table1Plan::of);
    }

    /**
     * A network to be learned, and what came of it.
     *
     * @param curve none before it has learned
     */
    record Cell(ImageSet set, ImageMethod method, int repetition, AccuracyCurve curve) {}

    @Override
    public Findings run(Table1Plan plan, StudyContext context) {
        List<Cell> cells = new ArrayList<>();
        for (ImageSet set : plan.sets()) {
            for (ImageMethod method : ImageMethod.ALL) {
                for (int repetition = 0; repetition < plan.seeds(method); repetition++) {
                    cells.add(new Cell(set, method, repetition, AccuracyCurve.NONE));
                }
            }
        }
        return new Table1Findings(plan, context.each(cells.size(), k -> learned(plan, cells.get(k), context)))
                .findings();
    }

    private static Cell learned(Table1Plan plan, Cell cell, StudyContext context) {
        String name =
                cell.set().title() + ", " + cell.method().label() + ", seed " + (plan.firstSeed() + cell.repetition());
        context.progress().accept(name);
        int epochs = plan.epochs(cell.method());
        AccuracyCurve curve = AccuracyCurve.of(context.parts()
                .numbers(name, () -> learn(plan.network(cell.set(), cell.method(), cell.repetition()), epochs, context)
                        .numbers()));
        return new Cell(cell.set(), cell.method(), cell.repetition(), curve);
    }

    /** Learns; where it diverges, accuracies from there on are not numbers. */
    private static AccuracyCurve learn(StudyNetwork network, int epochs, StudyContext context) {
        Formulations formulations = network.formulations(context.product());
        Learning learning = formulations.experiment().learning();
        Task task = formulations.experiment().task();
        double[] validation = new double[epochs + 1];
        double[] test = new double[epochs + 1];
        double[] angle = new double[epochs + 1];
        for (double[] of : new double[][] {validation, test, angle}) {
            Arrays.fill(of, Double.NaN);
        }
        try (LaneBlocks thread = new LaneBlocks(1)) {
            TrainingRun run = new TrainingRun(formulations, formulations.of(Form.F1), task, thread);
            NetworkWeights weights = run.initial();
            Samples probed = run.firstBatch();
            GradientSignal gradient =
                    new GradientSignal(formulations.network(), Descent.towards(learning.target()), context.product());
            run.preTrain(weights, TrainingRun.Observer.NONE);
            run.learn(weights, new TrainingRun.Observer() {
                @Override
                public void epoch(int done, NetworkWeights live) {
                    validation[done] = run.score(live, task.validation().orElseThrow());
                    test[done] = run.score(live);
                    angle[done] = run.firstUpdate(live).angleDegrees(gradient.direction(live, probed, 0));
                }
            });
        } catch (DivergenceException diverged) {
            // what had been measured before stays
        }
        return new AccuracyCurve(validation, test, angle);
    }
}
