package org.apical.app.study.spiking;

import java.util.ArrayList;
import java.util.List;
import org.apical.app.findings.Findings;
import org.apical.app.study.Course;
import org.apical.app.study.Study;
import org.apical.app.study.StudyContext;

/** How far do spikes learn image sets by a local rule with learned feedback, and which part of the network limits them? */
public final class SpikingMnistStudy extends Study<SpikingMnistPlan> {
    public SpikingMnistStudy() {
        super(
                "spiking-mnist",
                "accuracy of a network in which everything spikes on MNIST and Fashion-MNIST, and with one thing at a time as in F1",
                new Origin("ours", 40),
                SpikingMnistPlan::of);
    }

    /**
     * A network to be learned, and its test accuracy.
     *
     * @param all whether it learns from all samples
     * @param accuracy before the first and after each epoch; not a number where it had diverged
     */
    record Cell(String set, Switch changed, boolean all, int repetition, double[] accuracy) {
        double last() {
            return accuracy[accuracy.length - 1];
        }
    }

    @Override
    public Findings run(SpikingMnistPlan plan, StudyContext context) {
        List<Cell> cells = new ArrayList<>();
        for (int repetition = 0; repetition < plan.seeds(); repetition++) {
            for (String set : plan.sets()) {
                cells.add(new Cell(set, Switch.NONE, true, repetition, new double[0]));
            }
            for (Switch changed : Switch.values()) {
                cells.add(new Cell(plan.switched(), changed, false, repetition, new double[0]));
            }
        }
        return new SpikingMnistFindings(plan, context.each(cells.size(), k -> learned(plan, cells.get(k), context)))
                .findings();
    }

    private static Cell learned(SpikingMnistPlan plan, Cell cell, StudyContext context) {
        String name =
                cell.set() + ", " + (cell.all() ? "all samples" : cell.changed().label()) + ", seed "
                        + (plan.firstSeed() + cell.repetition());
        context.progress().accept(name);
        double[] accuracy = context.parts()
                .numbers(
                        name,
                        () -> Course.of(
                                plan.network(cell.set(), cell.changed(), cell.all(), cell.repetition())
                                        .formulations(context.product()),
                                cell.changed().form(),
                                run -> List.of(run::score))[0]);
        return new Cell(cell.set(), cell.changed(), cell.all(), cell.repetition(), accuracy);
    }
}
