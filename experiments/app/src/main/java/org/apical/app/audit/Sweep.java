package org.apical.app.audit;

import java.util.List;
import java.util.stream.IntStream;
import org.apical.app.study.Spread;

/**
 * A circumstance, changed a step at a time until learning failed, or the values that were to be tried had been.
 *
 * @param unchanged the network as it is, by seed
 * @param points from mild to severe, none of them unchanged
 * @param refusal why the network cannot be asked; empty if it can
 */
record Sweep(Circumstance what, List<Trained> unchanged, List<Point> points, String refusal) {

    /**
     * One step.
     *
     * @param trained by seed
     */
    record Point(double x, List<Trained> trained) {
        boolean diverged() {
            return trained.stream().anyMatch(Trained::diverged);
        }
    }

    static Sweep refused(Circumstance what, String why) {
        return new Sweep(what, List.of(), List.of(), why);
    }

    boolean asked() {
        return refusal.isEmpty();
    }

    /** Test accuracy lost, by seed; of a network that diverged all that it knew more than chance. */
    static double[] lost(List<Trained> unchanged, List<Trained> changed, double chance) {
        return IntStream.range(0, changed.size())
                .mapToDouble(k -> score(unchanged.get(k), chance) - score(changed.get(k), chance))
                .toArray();
    }

    /** Accuracy; that of guessing of a network that diverged. */
    static double score(Trained trained, double chance) {
        return trained.diverged() ? chance : trained.after();
    }

    Spread lost(Point point, double chance) {
        return Spread.of(lost(unchanged, point.trained, chance));
    }

    /** Whether learning has failed for sure: the loss is above what is tolerated, and so is the lower end of its confidence interval. */
    boolean fails(Point point, double tolerated, double chance) {
        Spread lost = lost(point, chance);
        return lost.low() > tolerated || lost.mean() > tolerated && lost.deviation() == 0;
    }

    /** The mildest step under which learning fails for sure, and under all that follow; as many as there are points if there is none. */
    int firstFailing(double tolerated, double chance) {
        int first = points.size();
        while (first > 0 && fails(points.get(first - 1), tolerated, chance)) {
            first--;
        }
        return first;
    }

    /** Whether learning is unharmed for sure: the whole confidence interval of the loss lies within what is tolerated. */
    boolean holds(Point point, double tolerated, double chance) {
        Spread lost = lost(point, chance);
        return lost.high() <= tolerated;
    }

    /**
     * Where learning fails.
     *
     * @param at values at which the loss crosses what is tolerated, between values that were tried, by seed; the mean on a logarithmic scale where the circumstance is a factor
     * @param beyond seeds of which no value tried was too much, and which count with the last one
     */
    record Failure(Spread at, int beyond) {}

    /** The point of failure of every seed: the first crossing of the loss, linear in between. */
    Failure failure(double tolerated, double chance) {
        double[] at = new double[unchanged.size()];
        int beyond = 0;
        for (int k = 0; k < at.length; k++) {
            double x = what.unchanged();
            double loss = 0;
            at[k] = Double.NaN;
            for (Point point : points) {
                double next = score(unchanged.get(k), chance) - score(point.trained.get(k), chance);
                if (next > tolerated) {
                    at[k] = x + (point.x - x) * Math.max(0, tolerated - loss) / (next - loss);
                    break;
                }
                x = point.x;
                loss = next;
            }
            if (Double.isNaN(at[k])) {
                at[k] = x;
                beyond++;
            }
        }
        return new Failure(Spread.of(at), beyond);
    }

    Point last() {
        return points.get(points.size() - 1);
    }
}
