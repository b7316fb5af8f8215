package org.apical.plasticity.training;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import org.apical.network.control.OutputTarget;
import org.apical.network.description.SynapticWeights;
import org.apical.network.divergence.DivergenceGuard;
import org.apical.network.dynamics.Presentation;
import org.apical.network.dynamics.SettlingMonitor;
import org.apical.network.dynamics.Simulation;
import org.apical.network.dynamics.StepObserver;
import org.apical.network.formulation.Formulation;
import org.apical.plasticity.rule.LayerRules;
import org.apical.plasticity.update.WeightUpdate;

/**
 * A block of lanes that gets narrower as they settle: once half of its lanes have, the others go on in a simulation of half the width, and the rule holds the
 * contribution of the settled ones for the steps to come. Widths are halves of halves, so that simulations are built once; settled lanes that fill up a width
 * are stepped on. Not thread-safe.
 */
final class NarrowingBlock {
    private final List<Level> levels = new ArrayList<>();
    private long laneSteps;

    /** One width. */
    private static final class Level {
        final Simulation simulation;
        final SettlingMonitor monitor;
        final PlasticSynapses synapses;
        final DivergenceGuard guard;

        Level(Formulation formulation, LayerRules rule, Learner.Options options, int lanes) {
            simulation = formulation.simulation(lanes);
            guard = new DivergenceGuard(formulation, simulation, options.limits());
            monitor = new SettlingMonitor(options.settling(), simulation);
            synapses = new PlasticSynapses(simulation, formulation.network(), rule, options.lateral());
        }

        int lanes() {
            return simulation.lanes();
        }
    }

    NarrowingBlock(Formulation formulation, LayerRules rule, Learner.Options options, int lanes) {
        int width = lanes;
        levels.add(new Level(formulation, rule, options, width));
        while (width > 1 && (width + 1) / 2 >= options.settling().leastLanes()) {
            width = (width + 1) / 2;
            levels.add(new Level(formulation, rule, options, width));
        }
    }

    /** Shows a batch; {@code update} := the time average over the controlled phase, summed over lanes. */
    void learnFrom(SynapticWeights weights, Presentation presentation, OutputTarget target, WeightUpdate update) {
        for (Level level : levels) {
            level.synapses.begin();
        }
        Level level = levels.get(0);
        Level first = level;
        StepObserver watch = (controlled, step, state) -> {
            first.synapses.step(controlled);
            if (controlled && step == 0) {
                first.monitor.begin();
            }
        };
        int steps = level.simulation.timing().steps();
        int next = level.simulation.presentWhile(goOn(0), weights, presentation, target, watch, first.guard);
        laneSteps = (long) next * level.lanes();
        for (int depth = 1; next < steps; depth++) {
            boolean rest = level.monitor.open() == 0;
            int[] kept = rest ? new int[0] : kept(level, levels.get(depth).lanes());
            hold(level, kept, steps - next);
            if (rest) {
                break;
            }
            Level narrower = levels.get(depth);
            narrower.synapses.take(level.synapses, kept);
            narrower.monitor.take(level.monitor, kept);
            narrower.guard.take(level.guard, kept);
            int from = next;
            next = narrower.simulation.resumeWhile(
                    goOn(depth),
                    level.simulation,
                    kept,
                    from,
                    weights,
                    (controlled, step, state) -> narrower.synapses.step(controlled),
                    narrower.guard);
            laneSteps += (long) (next - from) * narrower.lanes();
            level = narrower;
        }
        update.clear();
        for (Level each : levels) {
            each.synapses.addTo(update, 1.0 / steps);
        }
    }

    /** Until a narrower width takes what is left, or nothing is. */
    private IntPredicate goOn(int depth) {
        SettlingMonitor monitor = levels.get(depth).monitor;
        int enough = depth + 1 < levels.size() ? levels.get(depth + 1).lanes() : 0;
        return step -> !monitor.step(step) || monitor.open() > enough;
    }

    /** All lanes that have not settled, and the first of the others that fill up the width, in ascending order. */
    private static int[] kept(Level level, int width) {
        int fill = width - level.monitor.open();
        int[] kept = new int[width];
        int count = 0;
        for (int lane = 0; lane < level.lanes(); lane++) {
            if (!level.monitor.settled(lane) || fill-- > 0) {
                kept[count++] = lane;
            }
        }
        return kept;
    }

    private static void hold(Level level, int[] kept, int steps) {
        int[] settled = new int[level.lanes() - kept.length];
        int count = 0;
        int next = 0;
        for (int lane = 0; lane < level.lanes(); lane++) {
            if (next < kept.length && kept[next] == lane) {
                next++;
            } else {
                settled[count++] = lane;
            }
        }
        level.synapses.hold(settled, steps);
    }

    /** Steps of single lanes that the last presentation took. */
    long laneSteps() {
        return laneSteps;
    }
}
