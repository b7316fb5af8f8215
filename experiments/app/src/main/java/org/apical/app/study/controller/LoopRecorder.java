package org.apical.app.study.controller;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apical.app.compare.ComparisonResult.Represented;
import org.apical.network.description.NetworkDescription;
import org.apical.network.dynamics.Simulation;
import org.apical.network.dynamics.StepObserver;
import org.apical.network.ensemble.PopulationKind;

/**
 * Records a closed loop: output low-passed, o := o + dt / tau (r_L - o), from its free value; the first lane every few steps, largest control and
 * errors over all lanes and steps.
 */
final class LoopRecorder implements StepObserver {
    private static final double SHOWN_EVERY_MS = 10;
    private static final double WINDOW_MS = 1000;

    private final double dtMs;
    private final double keep;
    private final int every;
    private final int outputs;
    private final int steps;
    private final int window;
    private final double[] lowPassed;
    private final List<Double> time = new ArrayList<>();
    private final List<double[]> output = new ArrayList<>();
    private final List<double[]> control = new ArrayList<>();
    private double[] target = {};
    private double largestControl;
    private double firstSquares;
    private double lastSquares;

    LoopRecorder(ControllerPlan plan, NetworkDescription network) {
        this.dtMs = plan.dtMs();
        this.keep = Math.exp(-dtMs / plan.loop().lowPassMs());
        this.every = (int) Math.max(1, Math.round(SHOWN_EVERY_MS / dtMs));
        this.outputs = network.outputs();
        this.steps = (int) Math.round(plan.loop().durationMs() / dtMs);
        this.window = (int) Math.min(steps, Math.round(WINDOW_MS / dtMs));
        this.lowPassed = new double[outputs * plan.loop().lanes()];
    }

    @Override
    public void onStep(boolean controlled, int step, Simulation state) {
        if (!controlled) {
            return;
        }
        if (step == 0) {
            System.arraycopy(state.freeOutput(), 0, lowPassed, 0, lowPassed.length);
            target = lane(state.target());
        }
        double[] r = state.layer(state.layers() - 1).output();
        double squares = 0;
        for (int k = 0; k < lowPassed.length; k++) {
            lowPassed[k] = keep * lowPassed[k] + (1 - keep) * r[k];
            double e = state.target()[k] - lowPassed[k];
            squares += e * e / lowPassed.length;
            largestControl = Math.max(largestControl, Math.abs(state.control()[k]));
        }
        firstSquares += step < window ? squares : 0;
        lastSquares += step >= steps - window ? squares : 0;
        if (step % every == 0) {
            time.add(step * dtMs);
            output.add(lane(lowPassed));
            control.add(lane(state.control()));
        }
    }

    /** The first lane. */
    private double[] lane(double[] state) {
        double[] x = new double[outputs];
        for (int o = 0; o < outputs; o++) {
            x[o] = state[o * (state.length / outputs)];
        }
        return x;
    }

    LoopTrace trace(Optional<PopulationKind> kind, Optional<Represented> represented, double seconds) {
        int shown = time.size();
        double[][] r = new double[outputs][shown];
        double[][] u = new double[outputs][shown];
        double[][] e = new double[outputs][shown];
        for (int t = 0; t < shown; t++) {
            for (int o = 0; o < outputs; o++) {
                r[o][t] = output.get(t)[o];
                u[o][t] = control.get(t)[o];
                e[o][t] = target[o] - r[o][t];
            }
        }
        return new LoopTrace(
                kind,
                time.stream().mapToDouble(Double::doubleValue).toArray(),
                target,
                r,
                u,
                e,
                largestControl,
                Math.sqrt(firstSquares / window),
                Math.sqrt(lastSquares / window),
                represented,
                seconds);
    }
}
