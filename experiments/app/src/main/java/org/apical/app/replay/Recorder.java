package org.apical.app.replay;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apical.network.dynamics.Layer;
import org.apical.network.dynamics.Simulation;
import org.apical.network.dynamics.StepObserver;

/** Collects the dynamics of a presentation as the recordings hold them: (time, sample, unit). */
final class Recorder implements StepObserver {
    private final int every;
    private final int rows;
    private final Map<String, double[]> traces = new LinkedHashMap<>();

    Recorder(int every, int steps) {
        this.every = every;
        this.rows = (steps + every - 1) / every;
    }

    /** Number of recorded states. */
    int rows() {
        return rows;
    }

    @Override
    public void onStep(boolean controlled, int step, Simulation state) {
        if (!controlled || step % every != 0) {
            return;
        }
        int row = step / every;
        int lanes = state.lanes();
        put("u", row, state.control(), lanes);
        for (int l = 0; l < state.layers(); l++) {
            Layer layer = state.layer(l);
            String number = String.valueOf(l + 1);
            put("v_apical" + number, row, layer.apical(), lanes);
            put("v_basal" + number, row, layer.postsynaptic().basal(), lanes);
            put("v_soma" + number, row, layer.postsynaptic().soma(), lanes);
            put("r" + number, row, layer.output(), lanes);
        }
        double[] norm = new double[lanes];
        double[] r = state.layer(state.layers() - 1).output();
        for (int k = 0; k < r.length; k++) {
            double e = state.target()[k] - r[k];
            norm[k % lanes] += e * e;
        }
        for (int lane = 0; lane < lanes; lane++) {
            norm[lane] = Math.sqrt(norm[lane]);
        }
        put("error_norm", row, norm, lanes);
    }

    private void put(String name, int row, double[] state, int lanes) {
        double[] trace = traces.computeIfAbsent(name, n -> new double[rows * state.length]);
        int units = state.length / lanes;
        for (int unit = 0; unit < units; unit++) {
            for (int lane = 0; lane < lanes; lane++) {
                trace[(row * lanes + lane) * units + unit] = state[unit * lanes + lane];
            }
        }
    }

    Map<String, double[]> traces() {
        return traces;
    }
}
