package org.apical.plasticity.rule;

/** e_i of a rule dW = e_i x_j, step by step. */
interface PostsynapticFactor {
    /** A presentation begins. */
    void begin();

    /** e of the new step, [unit][lane], the live array; null unless it is plastic. */
    double[] step(boolean plastic);

    /** e of the last plastic step. */
    double[] last();

    /** Goes on with lanes of the same factor elsewhere. */
    void take(PostsynapticFactor from, int[] lanes);
}
