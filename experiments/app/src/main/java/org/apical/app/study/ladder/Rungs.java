package org.apical.app.study.ladder;

import org.apical.neuron.kernel.MatrixProduct;

/** What measures. */
record Rungs(LadderPlan plan, MatrixProduct product) {
    GradedRungs graded() {
        return new GradedRungs(plan, product);
    }

    SpikingRungs spiking() {
        return new SpikingRungs(plan, product);
    }

    SomaRungs somata() {
        return new SomaRungs(plan, product);
    }
}
