package org.apical.network.ensemble;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.apical.neuron.kernel.Kernels;
import org.apical.neuron.parameter.Require;

/**
 * Spiking LIF neurons, tau_RC dV/dt = J - V, exact for a drive J that holds during a step: spikes fall between grid points and the refractory
 * time that is left runs into the next step, so that a constant drive gives the rate of {@link LifMembrane#rateHz} at any dt.
 *
 * <p>State: V and h = exp((rho - dt) / tau_RC), rho >= 0 the refractory time left at the start of the coming step. A neuron integrates for dt - rho of
 * it, so with E = exp(-dt / tau_RC)
 *
 * <pre>  V := J - (J - V) min(h, 1),   h := max(E h, E)          V = 0 stays while h >= 1
 *  V > 1:  spike, theta before the end of the step with exp(-theta / tau_RC) = (J - V) / (J - 1),
 *          V := 0,   rho = t_ref - theta,   h := E exp(t_ref / tau_RC) (J - V) / (J - 1)</pre>
 *
 * The spike time enters through its exponential only: a step needs neither exp nor log. One spike a step at most: dt <= t_ref.
 *
 * <p>Neurons are the contiguous index, [lane][dimension][neuron]. The two updates above are loops with one output each, which the compiler turns into
 * SIMD code (with all of the step in one branchless loop it does not: 7 ns instead of 3 per neuron-step); spikes are rare and handled one by one,
 * in ascending order of the neurons.
 */
public final class LifPopulation implements Population {
    /** V > 1 spikes; at V = J = 1 a neuron stays silent. */
    private static final double THRESHOLD = Math.nextUp(1.0);

    /** Potential, refractoriness, spike. */
    private static final int STATE = 3;

    private final Ensemble ensemble;
    private final int lanes;
    private final double decay;
    private final double heldAfterSpike;
    private final double hzPerSpike;
    private final Kernels kernels;
    private final double[] potential;
    private final double[] held;
    private final double[] spikes;
    private final int[] firing;
    /** Time between spikes in units of tau_RC when zero is represented; 0: silent. [dimension][neuron] */
    private final double[] periodAtZero;

    /** @param dtMs time step (ms), at most t_ref */
    public LifPopulation(Ensemble ensemble, int lanes, double dtMs, Kernels kernels) {
        LifMembrane membrane = ensemble.params().tuning().membrane();
        Require.positive("LifPopulation.dtMs", dtMs, "ms");
        Require.that(
                dtMs <= membrane.refractoryMs(),
                "LifPopulation.dtMs",
                "must be at most refractoryMs = " + membrane.refractoryMs() + " ms",
                dtMs);
        this.ensemble = ensemble;
        this.lanes = lanes;
        this.kernels = kernels;
        this.decay = Math.exp(-dtMs / membrane.tauMs());
        this.heldAfterSpike = Math.exp((membrane.refractoryMs() - dtMs) / membrane.tauMs());
        this.hzPerSpike = 1000 / dtMs;
        int size = ensemble.requireRoom(lanes, STATE);
        this.potential = new double[size];
        this.held = new double[size];
        this.spikes = new double[size];
        this.firing = new int[ensemble.neurons()];
        double[] bias = ensemble.bias();
        this.periodAtZero = new double[bias.length];
        for (int j = 0; j < bias.length; j++) {
            periodAtZero[j] = bias[j] > 1 ? membrane.periodMs(bias[j]) / membrane.tauMs() : 0;
        }
        Arrays.fill(held, decay);
    }

    /** Phases of the neurons that fire are uniform, one number a neuron, dimension by dimension; the others rest at V = J. */
    @Override
    public void begin(RandomGenerator[] random) {
        LifMembrane membrane = ensemble.params().tuning().membrane();
        double refractory = membrane.refractoryMs() / membrane.tauMs();
        double[] bias = ensemble.bias();
        int neurons = bias.length;
        for (int lane = 0; lane < lanes; lane++) {
            for (int j = 0; j < neurons; j++) {
                held[lane * neurons + j] = refractory - random[lane].nextDouble() * periodAtZero[j];
            }
        }
        kernels.exp(held, held, held.length);
        for (int k = 0; k < held.length; k++) {
            int j = k % neurons;
            boolean fires = periodAtZero[j] > 0;
            boolean refractoryLeft = fires && held[k] > 1;
            potential[k] = !fires ? bias[j] : refractoryLeft ? 0 : bias[j] * (1 - held[k]);
            held[k] = refractoryLeft ? decay * held[k] : decay;
        }
        Arrays.fill(spikes, 0);
    }

    @Override
    public void advance(double[] represented, double[] decoded) {
        int dimensions = ensemble.dimensions();
        int neurons = ensemble.neurons();
        for (int lane = 0; lane < lanes; lane++) {
            for (int dimension = 0; dimension < dimensions; dimension++) {
                int at = dimension * lanes + lane;
                int from = (lane * dimensions + dimension) * neurons;
                integrate(represented[at], dimension * neurons, from);
                decoded[at] = hzPerSpike * fire(represented[at], dimension * neurons, from);
            }
        }
    }

    private void integrate(double x, int tuning, int from) {
        int neurons = ensemble.neurons();
        double[] gain = ensemble.gain();
        double[] bias = ensemble.bias();
        double[] v = potential;
        double[] h = held;
        double e = decay;
        for (int j = 0; j < neurons; j++) {
            double drive = Math.fma(gain[tuning + j], x, bias[tuning + j]);
            v[from + j] = drive - (drive - v[from + j]) * Math.min(h[from + j], 1);
        }
        for (int j = from; j < from + neurons; j++) {
            h[j] = Math.max(e * h[j], e);
        }
    }

    /** The sum of the decoders of the neurons that fire. */
    private double fire(double x, int tuning, int from) {
        int neurons = ensemble.neurons();
        double[] gain = ensemble.gain();
        double[] bias = ensemble.bias();
        double[] decoder = ensemble.decoder();
        Arrays.fill(spikes, from, from + neurons, 0);
        int count = kernels.atLeast(potential, from, neurons, THRESHOLD, firing, 0);
        double sum = 0;
        for (int f = 0; f < count; f++) {
            int k = firing[f];
            int j = tuning + k - from;
            double drive = Math.fma(gain[j], x, bias[j]);
            held[k] = heldAfterSpike * (drive - potential[k]) / (drive - 1);
            potential[k] = 0;
            spikes[k] = 1;
            sum += decoder[j];
        }
        return sum;
    }

    /** Spikes of the last step, 0 or 1, [lane][dimension][neuron]; the live array. */
    @Override
    public double[] activity() {
        return spikes;
    }

    @Override
    public Ensemble ensemble() {
        return ensemble;
    }
}
