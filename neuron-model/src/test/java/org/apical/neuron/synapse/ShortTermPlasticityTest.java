package org.apical.neuron.synapse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.random.RandomGenerator;
import org.apical.neuron.parameter.ParameterException;
import org.apical.neuron.random.Purpose;
import org.apical.neuron.random.RandomStreams;
import org.apical.neuron.synapse.ShortTermPlasticity.Synapse;
import org.junit.jupiter.api.Test;

/** What a synapse releases at spikes, singly, in trains, and of events that become bursts. */
class ShortTermPlasticityTest {
    /** Depressing and facilitating synapses; constants of the order of cortical ones, ours. */
    private static final ShortTermPlasticity DEPRESSING = new ShortTermPlasticity(0.9, 100, 1);

    private static final ShortTermPlasticity FACILITATING = new ShortTermPlasticity(0.02, 20, 100);
    /** Spikes of a burst and the interval between them (ms): an event is over before the next, {@link #DEAD_MS} after it. */
    private static final int SPIKES = 4;

    private static final double WITHIN_MS = 5;
    private static final double DEAD_MS = 50;

    /** Pairs: x_2 = 1 - u_1 e^(-t/tau_D), u_2 = U + (1 - U) U e^(-t/tau_F). */
    @Test
    void aPairReleasesWhatTheClosedFormSays() {
        for (ShortTermPlasticity kind : new ShortTermPlasticity[] {DEPRESSING, FACILITATING}) {
            for (double interval : new double[] {2, 10, 70, 2_000}) {
                double use = kind.use();
                Synapse synapse = kind.rested();
                assertThat(synapse.spike(3)).isEqualTo(use);
                double x = 1 - use * Math.exp(-interval / kind.recoveryMs());
                double u = use + (1 - use) * use * Math.exp(-interval / kind.facilitationMs());
                assertThat(synapse.spike(3 + interval)).isCloseTo(u * x, within(1e-15));
            }
        }
    }

    /** Regular trains end where u and x repeat: u = U/(1 - (1 - U) f), x = (1 - d)/(1 - (1 - u) d), f, d = e^(-t/tau). */
    @Test
    void regularTrainsEndInTheFixedPoint() {
        for (ShortTermPlasticity kind : new ShortTermPlasticity[] {DEPRESSING, FACILITATING}) {
            for (double interval : new double[] {10, 100}) {
                Synapse synapse = kind.rested();
                double released = 0;
                for (int k = 0; k < 1_000; k++) {
                    released = synapse.spike(k * interval);
                }
                double f = Math.exp(-interval / kind.facilitationMs());
                double d = Math.exp(-interval / kind.recoveryMs());
                double u = kind.use() / (1 - (1 - kind.use()) * f);
                double x = (1 - d) / (1 - (1 - u) * d);
                assertThat(released).isCloseTo(u * x, within(1e-12));
            }
        }
    }

    /**
     * Demultiplexing (Naud and Sprekeler 2018; Payeur et al. 2021; the curves, not their constants): what a depressing synapse releases follows the rate of events, to the power 0.8, and hardly the share of them that are bursts,
     * to the power 0.07; what a facilitating one releases follows both, to the powers 1.2 and 0.7, as it would the rate of bursts, their product.
     */
    @Test
    void depressingSynapsesTransmitEventsAndFacilitatingOnesBursts() {
        for (double rate : new double[] {2, 4, 8}) {
            assertThat(slope(DEPRESSING, rate, 0.1, rate, 0.8)).isBetween(0.05, 0.09);
            assertThat(slope(FACILITATING, rate, 0.1, rate, 0.8)).isBetween(0.65, 0.8);
        }
        for (double share : new double[] {0.1, 0.4, 0.8}) {
            assertThat(slope(DEPRESSING, 2, share, 8, share)).isBetween(0.75, 0.85);
            assertThat(slope(FACILITATING, 2, share, 8, share)).isBetween(1.15, 1.3);
        }
    }

    /** Events far apart release what they release of a rested synapse: linear in the share of bursts. */
    @Test
    void rareEventsReleaseWhatEachReleasesAlone() {
        for (ShortTermPlasticity kind : new ShortTermPlasticity[] {DEPRESSING, FACILITATING}) {
            double burst = 0;
            Synapse synapse = kind.rested();
            for (int s = 0; s < SPIKES; s++) {
                burst += synapse.spike(s * WITHIN_MS);
            }
            for (double share : new double[] {0, 0.3, 1}) {
                double each = kind.use() + share * (burst - kind.use());
                assertThat(released(kind, 0.1, share) / 0.1 / each).isCloseTo(1, within(0.02));
            }
        }
    }

    /** d log(released) / d log(rate share), between two points. */
    private static double slope(ShortTermPlasticity kind, double rate, double share, double rate2, double share2) {
        return Math.log(released(kind, rate2, share2) / released(kind, rate, share))
                / Math.log(rate2 * share2 / (rate * share));
    }

    /** Release of a synapse in a second. */
    private static double released(ShortTermPlasticity kind, double eventsHz, double share) {
        RandomGenerator random = new RandomStreams(1).stream(Purpose.INPUT_SPIKES, 0);
        Synapse synapse = kind.rested();
        double timeMs = 0;
        double sum = 0;
        int events = 200_000;
        for (int k = 0; k < events; k++) {
            // drawn alike whatever the share
            timeMs += DEAD_MS - (1000 / eventsHz - DEAD_MS) * Math.log(1 - random.nextDouble());
            int spikes = random.nextDouble() < share ? SPIKES : 1;
            for (int s = 0; s < spikes; s++) {
                sum += synapse.spike(timeMs + s * WITHIN_MS);
            }
        }
        return 1000 * sum / timeMs;
    }

    @Test
    void timeDoesNotGoBack() {
        Synapse synapse = DEPRESSING.rested();
        synapse.spike(5);
        assertThatThrownBy(() -> synapse.spike(4)).isInstanceOf(ParameterException.class);
        assertThatThrownBy(() -> new ShortTermPlasticity(1.1, 1, 1)).isInstanceOf(ParameterException.class);
    }
}
