package org.apical.network.dynamics;

import org.apical.network.parallel.Lanes;

/** Watches which lanes of one simulation have settled ({@link Settling}). Arrays [unit][lane]. */
public final class SettlingMonitor {
    private static final int CHECKS_IN_A_ROW = 2;

    private final Settling settling;
    private final Simulation simulation;
    private final int lanes;
    private final double[][] start;
    private final double[][] before;
    private final double[] change;
    private final double[] distance;
    private final int[] calmChecks;
    private final boolean[] calm;

    public SettlingMonitor(Settling settling, Simulation simulation) {
        this.settling = settling;
        this.simulation = simulation;
        this.lanes = simulation.lanes();
        int watched = simulation.layers() + 1;
        this.start = new double[watched][];
        this.before = new double[watched][];
        for (int w = 0; w < watched; w++) {
            start[w] = new double[watched(w).length];
            before[w] = new double[watched(w).length];
        }
        this.change = new double[lanes];
        this.distance = new double[lanes];
        this.calmChecks = new int[lanes];
        this.calm = new boolean[lanes];
    }

    /** Somatic potentials of each layer, then the control. */
    private double[] watched(int w) {
        return w < simulation.layers() ? simulation.layer(w).postsynaptic().soma() : simulation.control();
    }

    /** The controlled phase begins: to be called at its step 0. */
    public void begin() {
        for (int w = 0; w < start.length; w++) {
            System.arraycopy(watched(w), 0, start[w], 0, start[w].length);
            System.arraycopy(watched(w), 0, before[w], 0, before[w].length);
        }
        java.util.Arrays.fill(calmChecks, 0);
    }

    /** Goes on from what another monitor has seen of the lanes that this one's simulation takes over. */
    public void take(SettlingMonitor from, int[] taken) {
        for (int w = 0; w < start.length; w++) {
            Lanes.take(from.start[w], start[w], taken);
            Lanes.take(from.before[w], before[w], taken);
        }
        for (int k = 0; k < taken.length; k++) {
            calmChecks[k] = from.calmChecks[taken[k]];
        }
    }

    /** To be called after every step; checks when it is time to. Returns whether it did. */
    public boolean step(int step) {
        if (step % settling.every() != 0) {
            return false;
        }
        // before control has arrived nothing has moved
        java.util.Arrays.fill(calm, step > simulation.controlDelaySteps());
        double steps = simulation.timing().steps();
        double left = steps - 1 - step;
        double weight = left * left / (2 * steps) / settling.every();
        for (int w = 0; w < start.length; w++) {
            measure(watched(w), start[w], before[w]);
            for (int lane = 0; lane < lanes; lane++) {
                // a number that is none is not calm
                calm[lane] &= weight * change[lane] <= settling.tolerance() * distance[lane];
            }
        }
        for (int lane = 0; lane < lanes; lane++) {
            calmChecks[lane] = calm[lane] ? calmChecks[lane] + 1 : 0;
        }
        return true;
    }

    private void measure(double[] now, double[] first, double[] last) {
        java.util.Arrays.fill(change, 0);
        java.util.Arrays.fill(distance, 0);
        for (int from = 0; from < now.length; from += lanes) {
            for (int lane = 0; lane < lanes; lane++) {
                int k = from + lane;
                change[lane] = Math.max(change[lane], Math.abs(now[k] - last[k]));
                distance[lane] = Math.max(distance[lane], Math.abs(now[k] - first[k]));
                last[k] = now[k];
            }
        }
    }

    /** Whether a lane has settled. */
    public boolean settled(int lane) {
        return calmChecks[lane] >= CHECKS_IN_A_ROW;
    }

    /** Number of lanes that have not. */
    public int open() {
        int open = 0;
        for (int lane = 0; lane < lanes; lane++) {
            open += settled(lane) ? 0 : 1;
        }
        return open;
    }
}
