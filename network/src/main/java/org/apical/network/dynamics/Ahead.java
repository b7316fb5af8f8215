package org.apical.network.dynamics;

import org.apical.network.description.SynapseMatrix;
import org.apical.neuron.kernel.MatrixProduct;

/** What is sent at rates that hold during a presentation, made for {@value #STEPS} steps at a time, lane by lane. Not every lane need take part. */
interface Ahead {
    /** Steps of a block. */
    int STEPS = 32;

    /** Number of the present step in its block. */
    int step();

    /** Whether a lane takes part. */
    boolean draws(int lane);

    /** Where what other lanes send is, [source][lane], zero in those that take part; null: all do. */
    double[] others();

    /**
     * What a block sends through weights in one lane.
     *
     * @param kick written, [step][unit]
     */
    void kicks(int lane, SynapseMatrix weights, MatrixProduct product, double[] kick);
}
