package org.apical.neuron.model;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.apical.neuron.kernel.Kernels;
import org.apical.neuron.soma.AfterSpike;
import org.apical.neuron.soma.EscapeNoise;
import org.apical.neuron.soma.Graded;
import org.apical.neuron.soma.SomaticOutput;
import org.apical.neuron.transfer.FiringRate;

/** Decides after each part-step which neurons spike, and does to them what a spike does. */
interface SpikeMechanism {

    /** Most spikes expected in one step of a neuron that nothing keeps from firing again: one that is to fire more often is not one. */
    double MOST_SPIKES = 100;

    /**
     * @param from first of n elements
     * @param now number of the part-step that has just been taken
     * @param random one generator a lane, null if the mechanism is deterministic
     * @param spikes appended
     */
    void fire(int from, int n, double now, RandomGenerator[] random, SpikeList spikes);

    /** The population is at rest again. */
    default void reset() {}

    /** That of a soma. */
    static SpikeMechanism of(
            SomaticOutput soma, NeuronState state, double partMs, Kernels kernels, double[] rateHz, int lanes) {
        double[] mv = state.compartments.somaMv();
        return soma.by(new SomaticOutput.Mechanisms<>() {
            @Override
            public SpikeMechanism graded(Graded output) {
                return new GradedMechanism(
                        output.rate(), mv, kernels, rateHz, state.model.cell().restMv());
            }

            @Override
            public SpikeMechanism escape(EscapeNoise output) {
                return SpikeMechanism.escape(output, state, partMs, kernels, lanes);
            }

            @Override
            public SpikeMechanism threshold(double atMv, AfterSpike.Reset after) {
                return SpikeMechanism.threshold(atMv, after, state, partMs, kernels);
            }
        });
    }

    private static SpikeMechanism threshold(
            double atMv, AfterSpike.Reset after, NeuronState state, double partMs, Kernels kernels) {
        double[] soma = state.compartments.somaMv();
        double[][] own = state.own;
        double[] jump = new double[own.length];
        Arrays.setAll(jump, k -> state.current.jump(k));
        int refractory = after.refractorySteps(partMs);
        return (from, n, now, random, spikes) -> {
            for (int k = crossings(kernels, soma, from, n, atMv, spikes); k < spikes.size(); k++) {
                int at = spikes.element(k);
                soma[at] = after.resetMv();
                state.busyUntil[at] = now + refractory;
                for (int v = 0; v < own.length; v++) {
                    own[v][at] += jump[v];
                }
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

    /**
     * Probability of no spike in the part-step, exp(-rho dt).
     *
     * @param most most spikes expected of a neuron; infinite where it can fire but one
     */
    private static void silence(
            FiringRate intensity,
            double[] soma,
            int from,
            int n,
            double partMs,
            double most,
            Kernels kernels,
            double[] silent) {
        intensity.fill(kernels, soma, from, silent, n);
        for (int i = 0; i < n; i++) {
            silent[i] *= -partMs / 1000;
            if (!(silent[i] >= -most)) {
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
        if (!after.refractory()) {
            return (from, n, now, random, spikes) -> {
                silence(escape.intensity(), soma, from, n, partMs, MOST_SPIKES, kernels, silent);
                for (int i = 0; i < n; i++) {
                    int count = PoissonCount.draw(silent[i], random[(from + i) % lanes]);
                    for (int k = 0; k < count; k++) {
                        spikes.add(from + i);
                    }
                }
            };
        }
        int refractory = after.refractorySteps(partMs);
        return (from, n, now, random, spikes) -> {
            silence(escape.intensity(), soma, from, n, partMs, Double.POSITIVE_INFINITY, kernels, silent);
            for (int i = 0; i < n; i++) {
                int at = from + i;
                double u = random[at % lanes].nextDouble();
                if (state.busyUntil[at] <= now && u >= silent[i]) {
                    spikes.add(at);
                    state.busyUntil[at] = now + refractory;
                    soma[at] = after.somaMv(soma[at]);
                }
            }
        };
    }
}
