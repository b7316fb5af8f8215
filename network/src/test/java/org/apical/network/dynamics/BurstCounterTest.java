package org.apical.network.dynamics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.apical.network.synapse.BurstCounts;
import org.apical.neuron.compartment.CompartmentState;
import org.apical.neuron.model.SpikeList;
import org.apical.neuron.population.InputCurrents;
import org.apical.neuron.population.SpikingPopulation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BurstCounterTest {
    private static final int UNITS = 3;
    private static final int NEURONS = 4;
    private static final int LANES = 2;
    private static final int ELEMENTS = UNITS * NEURONS * LANES;
    private static final int STEPS = 600;

    private final Trains trains = new Trains();
    private final SplittableRandom random = new SplittableRandom(3);

    /** Of each neuron the spikes so far, one by one: event, burst, or neither, by the intervals before it. */
    @ParameterizedTest
    @ValueSource(doubles = {0.5, 1, 0.1})
    void eventsAndBurstsAreThoseOfAPlainLoop(double dtMs) {
        BurstCounter counter = new BurstCounter(trains, LANES, UNITS * LANES, dtMs);
        BurstCounts counts = counter.counts();
        double[] events = counts.events().get();
        double[] bursts = counts.bursts().get();
        for (int presentation = 0; presentation < 2; presentation++) {
            counter.reset();
            List<List<Integer>> times = new ArrayList<>();
            for (int at = 0; at < ELEMENTS; at++) {
                times.add(new ArrayList<>());
            }
            int found = 0;
            for (int step = 1; step <= STEPS; step++) {
                draw();
                double[] expectedEvents = new double[UNITS * LANES];
                double[] expectedBursts = new double[UNITS * LANES];
                for (int k = 0; k < trains.spikes.size(); k++) {
                    int at = trains.spikes.element(k);
                    List<Integer> own = times.get(at);
                    own.add(step);
                    int unit = at / (NEURONS * LANES) * LANES + at % LANES;
                    int last = own.size() - 1;
                    if (!close(own, last, dtMs)) {
                        expectedEvents[unit]++;
                    } else if (!close(own, last - 1, dtMs)) {
                        expectedBursts[unit]++;
                        found++;
                    }
                }
                counter.step();
                assertThat(events).containsExactly(expectedEvents);
                assertThat(bursts).containsExactly(expectedBursts);
            }
            assertThat(found).isPositive();
        }
    }

    /** Whether a spike follows the one before it within 16 ms. */
    private static boolean close(List<Integer> steps, int k, double dtMs) {
        return k > 0 && (steps.get(k) - steps.get(k - 1)) * dtMs <= 16 + 1e-9;
    }

    /** Whoever asks after the first step gets what one gets who has asked before. */
    @Test
    void theStepInWhichSomebodyFirstAsksCounts() {
        BurstCounter early = new BurstCounter(trains, LANES, UNITS * LANES, 0.5);
        BurstCounter late = new BurstCounter(trains, LANES, UNITS * LANES, 0.5);
        double[] events = early.counts().events().get();
        for (int step = 0; step < STEPS; step++) {
            draw();
            early.step();
            late.step();
            assertThat(late.counts().events().get()).containsExactly(events);
            assertThat(late.counts().bursts().get())
                    .containsExactly(early.counts().bursts().get());
        }
    }

    @Test
    void whereNobodyTellsNeuronsApartThereAreNone() {
        trains.known = false;
        BurstCounter counter = new BurstCounter(trains, LANES, UNITS * LANES, 0.5);
        assertThat(counter.counts().events().get()).isNull();
        counter.step();
        assertThat(counter.counts().bursts().get()).isNull();
    }

    private void draw() {
        trains.spikes.clear();
        for (int at = 0; at < ELEMENTS; at++) {
            if (random.nextDouble() < 0.03) {
                trains.spikes.add(at);
            }
        }
    }

    /** Spikes that a test sets. */
    private static final class Trains implements SpikingPopulation {
        private final SpikeList spikes = new SpikeList(LANES);
        private boolean known = true;

        @Override
        public int neuronsPerUnit() {
            return NEURONS;
        }

        @Override
        public SpikeList neuronSpikes() {
            return known ? spikes : null;
        }

        @Override
        public void reset() {
            spikes.clear();
        }

        @Override
        public void settle(double[] basalKickPicoA, double[] apicalKickPicoA) {
            throw new UnsupportedOperationException();
        }

        @Override
        public InputCurrents input() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void advance(RandomGenerator[] generators) {
            throw new UnsupportedOperationException();
        }

        @Override
        public double[] spikeCounts() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void spikes(int lane, RandomGenerator generator, SpikeSink sink) {
            throw new UnsupportedOperationException();
        }

        @Override
        public CompartmentState meanState() {
            throw new UnsupportedOperationException();
        }
    }
}
