package org.apical.neuron.model;

import java.util.random.RandomGenerator;
import org.apical.neuron.kernel.Kernels;
import org.apical.neuron.parameter.Grid;
import org.apical.neuron.soma.AdaptiveExponential;
import org.apical.neuron.soma.AfterSpike;
import org.apical.neuron.soma.EscapeNoise;
import org.apical.neuron.soma.Graded;
import org.apical.neuron.soma.LeakyIntegrateAndFire;
import org.apical.neuron.soma.SomaticOutput;
import org.apical.neuron.transfer.FiringRate;

/** Decides after each part-step which neurons spike, and does to them what a spike does. */
interface SpikeMechanism {

    /** Most spikes expected of a neuron in one step: one that is to fire more often is not one. */
    double MOST_SPIKES = 100;

    /**
     * @param from first of n elements
     * @param now number of the part-step that has just been taken
     * @param random one generator a lane, null if the mechanism is deterministic
     * @param spikes appended
     */
    void fire(int from, int n, double now, RandomGenerator[] random, SpikeList spikes);

    /** Whether a spike keeps its neuron from spiking again for a while. */
    static boolean refractory(SomaticOutput output) {
        if (output instanceof EscapeNoise escape) {
            return !(escape.afterSpike() instanceof AfterSpike.Unchanged);
        }
        return !(output instanceof Graded);
    }

    /** Whether a neuron that may not spike has its soma held. */
    static boolean holds(SomaticOutput output) {
        return refractory(output)
                && !(output instanceof EscapeNoise escape && escape.afterSpike() instanceof AfterSpike.Refractory);
    }

    static SpikeMechanism of(NeuronState state, double partMs, Kernels kernels, double[] rateHz, int lanes) {
        SomaticOutput output = state.model.output();
        double[] soma = state.compartments.somaMv();
        if (output instanceof Graded graded) {
            return graded(graded.rate(), soma, kernels, rateHz);
        }
        if (output instanceof EscapeNoise escape) {
            return escape(escape, state, partMs, kernels, lanes);
        }
        if (output instanceof LeakyIntegrateAndFire lif) {
            double refractory = Grid.steps("LeakyIntegrateAndFire.refractoryMs", lif.refractoryMs(), partMs);
            return (from, n, now, random, spikes) -> {
                for (int k = crossings(kernels, soma, from, n, lif.thresholdMv(), spikes); k < spikes.size(); k++) {
                    soma[spikes.element(k)] = lif.resetMv();
                    state.busyUntil[spikes.element(k)] = now + refractory;
                }
            };
        }
        AdaptiveExponential p = (AdaptiveExponential) output;
        double refractory = Grid.steps("AdaptiveExponential.refractoryMs", p.refractoryMs(), partMs);
        return (from, n, now, random, spikes) -> {
            for (int k = crossings(kernels, soma, from, n, p.peakMv(), spikes); k < spikes.size(); k++) {
                int at = spikes.element(k);
                soma[at] = p.resetMv();
                state.adaptationPicoA[at] += p.adaptationPicoA();
                state.busyUntil[at] = now + refractory;
            }
        };
    }

    /** Appends the elements at or above threshold; a held soma is at reset, which is below. Returns the first new spike. */
    private static int crossings(
            Kernels kernels, double[] soma, int from, int n, double thresholdMv, SpikeList spikes) {
        int before = spikes.size();
        spikes.size(kernels.atLeast(soma, from, n, thresholdMv, spikes.room(n), before));
        return before;
    }

    private static SpikeMechanism graded(FiringRate rate, double[] soma, Kernels kernels, double[] rateHz) {
        double[] hz = new double[Stepper.BLOCK];
        return (from, n, now, random, spikes) -> {
            rate.fill(kernels, soma, from, hz, n);
            System.arraycopy(hz, 0, rateHz, from, n);
        };
    }

    /** Probability of no spike in the part-step, exp(-rho dt). */
    private static void silence(
            FiringRate intensity, double[] soma, int from, int n, double partMs, Kernels kernels, double[] silent) {
        intensity.fill(kernels, soma, from, silent, n);
        for (int i = 0; i < n; i++) {
            silent[i] *= -partMs / 1000;
            if (!(silent[i] >= -MOST_SPIKES)) {
                throw new ArithmeticException("a neuron was to fire " + -silent[i] + " spikes in one step");
            }
        }
        kernels.exp(silent, silent, n);
    }

    private static SpikeMechanism escape(
            EscapeNoise escape, NeuronState state, double partMs, Kernels kernels, int lanes) {
        double[] soma = state.compartments.somaMv();
        double[] silent = new double[Stepper.BLOCK];
        AfterSpike after = escape.afterSpike();
        if (after instanceof AfterSpike.Unchanged) {
            return (from, n, now, random, spikes) -> {
                silence(escape.intensity(), soma, from, n, partMs, kernels, silent);
                for (int i = 0; i < n; i++) {
                    int count = PoissonCount.draw(silent[i], random[(from + i) % lanes]);
                    for (int k = 0; k < count; k++) {
                        spikes.add(from + i);
                    }
                }
            };
        }
        double refractoryMs = after instanceof AfterSpike.Reset reset
                ? reset.refractoryMs()
                : ((AfterSpike.Refractory) after).refractoryMs();
        double refractory = Grid.steps("EscapeNoise.refractoryMs", refractoryMs, partMs);
        return (from, n, now, random, spikes) -> {
            silence(escape.intensity(), soma, from, n, partMs, kernels, silent);
            for (int i = 0; i < n; i++) {
                int at = from + i;
                double u = random[at % lanes].nextDouble();
                if (state.busyUntil[at] <= now && u >= silent[i]) {
                    spikes.add(at);
                    state.busyUntil[at] = now + refractory;
                    soma[at] = after instanceof AfterSpike.Reset reset ? reset.resetMv() : soma[at];
                }
            }
        };
    }
}
