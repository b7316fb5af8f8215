package org.apical.plasticity.theory;

import java.util.Arrays;
import org.apical.network.divergence.DivergenceException;

/**
 * Sweeps over the layers of a block of lanes until potentials have settled. A lane stops where none of its potentials moves by more than the tolerance, and stays as it is: it has the same bits beside any others.
 */
final class Sweeps {
    private final Settling settling;
    private final int lanes;
    private final boolean[] settled;
    private final double[] largest;
    private long steps;

    Sweeps(int lanes, Settling settling) {
        this.lanes = lanes;
        this.settling = settling;
        this.settled = new boolean[lanes];
        this.largest = new double[lanes];
    }

    /**
     * Sweeps until every lane has settled.
     *
     * @param what names it where it does not
     * @param sweep moves every potential by {@link #move}
     */
    void settle(String what, Runnable sweep) {
        Arrays.fill(settled, false);
        int left = lanes;
        for (int k = 0; left > 0; k++) {
            if (k == settling.steps()) {
                throw new DivergenceException(
                        "F1",
                        what + ": potentials of " + left + " samples still move by more than " + settling.tolerance()
                                + " after " + k + " sweeps; smaller weights or rates of learning, or more sweeps");
            }
            steps += left;
            Arrays.fill(largest, 0);
            sweep.run();
            left = 0;
            for (int lane = 0; lane < lanes; lane++) {
                settled[lane] |= largest[lane] <= settling.tolerance();
                left += settled[lane] ? 0 : 1;
            }
        }
    }

    /** potential := next in lanes that have not settled; [unit][lane]. */
    void move(double[] potential, double[] next) {
        for (int k = 0; k < potential.length; k++) {
            int lane = k % lanes;
            if (!settled[lane]) {
                largest[lane] = Math.max(largest[lane], Math.abs(next[k] - potential[k]));
                potential[k] = next[k];
            }
        }
    }

    /** Sweeps of all lanes so far. */
    long steps() {
        return steps;
    }
}
