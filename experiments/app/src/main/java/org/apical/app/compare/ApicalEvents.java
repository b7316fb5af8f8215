package org.apical.app.compare;

import java.util.ArrayList;
import java.util.List;

/**
 * Apical events of a presentation: V_a of a unit above a level for longer than a time. Ordered by unit, then time; one that has begun before the recording, or goes on after it, counts as far as it is recorded.
 *
 * @param units of the events
 * @param beginMs time of the first state above the level
 * @param endMs time of the first state that is not, or the end of the recording
 */
public record ApicalEvents(int[] units, double[] beginMs, double[] endMs) {

    /**
     * Finds them.
     *
     * @param apicalMv V_a, [T][unit] (mV)
     * @param timeMs of the states, evenly spaced, (T)
     */
    static ApicalEvents of(double[][] apicalMv, double[] timeMs, double levelMv, double longerThanMs) {
        List<double[]> found = new ArrayList<>();
        int states = timeMs.length;
        double step = states > 1 ? timeMs[1] - timeMs[0] : 0;
        for (int unit = 0; states > 0 && unit < apicalMv[0].length; unit++) {
            int begin = -1;
            for (int t = 0; t <= states; t++) {
                boolean above = t < states && apicalMv[t][unit] > levelMv;
                if (above && begin < 0) {
                    begin = t;
                } else if (!above && begin >= 0) {
                    double end = t < states ? timeMs[t] : timeMs[states - 1] + step;
                    if (end - timeMs[begin] > longerThanMs) {
                        found.add(new double[] {unit, timeMs[begin], end});
                    }
                    begin = -1;
                }
            }
        }
        return new ApicalEvents(
                found.stream().mapToInt(e -> (int) e[0]).toArray(),
                found.stream().mapToDouble(e -> e[1]).toArray(),
                found.stream().mapToDouble(e -> e[2]).toArray());
    }
}
