package org.apical.neuron.model;

import org.apical.neuron.parameter.Require;

/**
 * How many neurons, and in what order: element (unit * neuronsPerUnit + neuron) * lanes + lane. The neurons of a unit share their inputs, which
 * are laid out [unit][lane].
 *
 * @param units groups of neurons with the same input
 * @param neuronsPerUnit neurons that share an input; 1 where each has its own
 * @param lanes independent copies side by side, as the samples of a batch
 */
public record Layout(int units, int neuronsPerUnit, int lanes) {
    private static final int MOST = 1 << 28;

    public Layout {
        Require.atLeast("Layout.units", units, 1);
        Require.atLeast("Layout.neuronsPerUnit", neuronsPerUnit, 1);
        Require.atLeast("Layout.lanes", lanes, 1);
        Require.that(
                (double) units * neuronsPerUnit * lanes <= MOST,
                "Layout",
                "must hold at most " + MOST + " neurons in all lanes",
                units + " x " + neuronsPerUnit + " x " + lanes);
    }

    /** Neurons with inputs of their own, in one lane. */
    public static Layout of(int neurons) {
        return new Layout(neurons, 1, 1);
    }

    /** Neurons with inputs of their own. */
    public static Layout of(int neurons, int lanes) {
        return new Layout(neurons, 1, lanes);
    }

    /** Neurons in a lane. */
    public int neurons() {
        return units * neuronsPerUnit;
    }

    /** Elements of an array of state. */
    public int elements() {
        return neurons() * lanes;
    }

    /** Elements of an array of input. */
    public int inputElements() {
        return units * lanes;
    }
}
