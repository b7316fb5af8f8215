package org.apical.app.study.instructive;

import org.apical.network.dynamics.Layer;
import org.apical.network.dynamics.Simulation;
import org.apical.network.dynamics.StepObserver;
import org.apical.neuron.reduction.RateCode;

/** Calcium of the first layer under control: V_a and the firing rate, each through a low-pass filter of the indicator's time constant, tau dc/dt = x - c, from where control begins. */
final class CalciumObserver implements StepObserver {
    private final double share;
    private final RateCode code;
    private double[] apical = {};
    private double[] somatic = {};

    /** @param code of the layer's units */
    CalciumObserver(double dtMs, double calciumMs, RateCode code) {
        this.share = -Math.expm1(-dtMs / calciumMs);
        this.code = code;
    }

    @Override
    public void onStep(boolean controlled, int step, Simulation state) {
        if (!controlled) {
            return;
        }
        Layer layer = state.layer(0);
        double[] v = layer.apical();
        double[] r = layer.output();
        if (step == 0) {
            apical = v.clone();
            somatic = new double[r.length];
            for (int k = 0; k < r.length; k++) {
                somatic[k] = rateHz(r[k]);
            }
        }
        for (int k = 0; k < apical.length; k++) {
            apical[k] += share * (v[k] - apical[k]);
            somatic[k] += share * (rateHz(r[k]) - somatic[k]);
        }
    }

    private double rateHz(double r) {
        return code.hz(r);
    }

    /** Of V_a at the end, [unit x lane] (mV). */
    double[] apical() {
        return apical;
    }

    /** Of the firing rate at the end, [unit x lane] (Hz). */
    double[] somatic() {
        return somatic;
    }
}
