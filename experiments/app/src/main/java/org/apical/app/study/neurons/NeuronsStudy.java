package org.apical.app.study.neurons;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apical.app.compare.Comparison;
import org.apical.app.compare.ComparisonListener;
import org.apical.app.findings.Findings;
import org.apical.app.study.Study;
import org.apical.app.study.StudyContext;
import org.apical.app.study.neurons.NeuronsFindings.Point;
import org.apical.network.divergence.DivergenceException;
import org.apical.network.parallel.LaneBlocks;

/** What of a neuron does learning depend on? Couplings, NMDA and adaptation, one at a time. */
public final class NeuronsStudy extends Study<NeuronsPlan> {
    public NeuronsStudy() {
        super(
                "neurons",
                "accuracy and first update against the coupling of dendrites, the share of NMDA and adaptation",
                new Origin("ours", 40),
                NeuronsPlan::of);
    }

    @Override
    public Findings run(NeuronsPlan plan, StudyContext context) {
        List<Point> points = new ArrayList<>();
        for (Sweep sweep : Sweep.values()) {
            for (double value : plan.values(sweep)) {
                for (int repetition = 0; repetition < plan.repetitions(); repetition++) {
                    points.add(new Point(sweep, value, repetition, Optional.empty()));
                }
            }
        }
        // the most costly first, so that threads end together
        List<Point> order = points.stream()
                .sorted(Comparator.comparing(Point::sweep).reversed())
                .toList();
        List<Point> measured = context.each(order.size(), k -> measured(plan, order.get(k), context)).stream()
                .sorted(Comparator.comparing(Point::sweep))
                .toList();
        return new NeuronsFindings(plan, measured).findings();
    }

    private static Point measured(NeuronsPlan plan, Point point, StudyContext context) {
        String name =
                point.sweep().quantity() + " " + point.value() + ", seed " + (plan.firstSeed() + point.repetition());
        context.progress().accept(name);
        double[] numbers = context.parts().numbers(name, () -> numbers(plan, point, context));
        return point.with(Optional.of(numbers).filter(n -> n.length > 0));
    }

    /** None of a network that diverges. */
    private static double[] numbers(NeuronsPlan plan, Point point, StudyContext context) {
        try (LaneBlocks thread = new LaneBlocks(1)) {
            return Point.numbers(Comparison.run(
                            plan.network(point.sweep(), point.value(), point.repetition())
                                    .formulations(context.product()),
                            thread,
                            new ComparisonListener() {})
                    .formulations());
        } catch (DivergenceException diverged) {
            return new double[0];
        }
    }
}
