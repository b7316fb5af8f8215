package org.apical.app.compare;

import static org.assertj.core.api.Assertions.assertThat;

import org.apical.app.compare.PresentationTrace.Spikes;
import org.junit.jupiter.api.Test;

class ApicalEventsTest {
    private static final double[] TIME_MS = {-1, -0.5, 0, 0.5, 1, 1.5, 2, 2.5};

    /** One unit above the level for 1.5 ms, then to the end; one for exactly 1 ms, which is not longer; one at the level. */
    @Test
    void anEventIsLongerThanItsTimeAboveItsLevel() {
        double[][] apicalMv = new double[TIME_MS.length][];
        int[] first = {0, 1, 1, 1, 0, 1, 1, 1};
        int[] second = {1, 1, 0, 0, 1, 1, 0, 1};
        for (int t = 0; t < TIME_MS.length; t++) {
            apicalMv[t] = new double[] {-60 + 30 * first[t], -60 + 30 * second[t], -35};
        }
        ApicalEvents events = ApicalEvents.of(apicalMv, TIME_MS, -35, 1);
        assertThat(events.units()).containsExactly(0, 0);
        assertThat(events.beginMs()).containsExactly(-0.5, 1.5);
        assertThat(events.endMs()).containsExactly(1, 3);
    }

    /** Neuron 0: single, then three in a burst, the last 16 ms after the second; neuron 1 between them: 16.5 ms apart, no burst. */
    @Test
    void placesInABurstCountOfEachNeuron() {
        double[] timesMs = {0, 1, 17, 17.5, 20, 36, 52.5};
        int[] neurons = {0, 1, 0, 1, 0, 0, 0};
        Spikes spikes = new Spikes(2, timesMs, neurons, true);
        assertThat(spikes.placesInBurst()).containsExactly(0, 0, 0, 0, 1, 2, 0);
    }
}
