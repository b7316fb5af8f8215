package org.apical.network.dynamics;

import org.apical.neuron.compartment.LinearFilter;
import org.apical.neuron.parameter.Require;

/** {@link ApicalDendrite.LowPass} and {@link ApicalDendrite.NoisyLowPass} of units with time constants of their own: tau_i dv^fb/dt = -v^fb + Q u + sigma dB/dt. */
final class OwnLowPass implements ApicalDendrite {
    /** dt / tau below which forward Euler is stable. */
    private static final double STABLE = 2;

    private final ApicalDendrite shared;
    /** Null without noise. */
    private final Noise noise;
    /** dt / tau_i. */
    private final double[] dtOverTau;
    /** sigma sqrt(dt) / tau_i. */
    private final double[] amplitude;

    private final int lanes;

    private OwnLowPass(
            ApicalDendrite shared,
            Noise noise,
            double dtOverTauA,
            double sharedAmplitude,
            double[] tauFactors,
            int lanes) {
        this.shared = shared;
        this.noise = noise;
        this.lanes = lanes;
        this.dtOverTau = new double[tauFactors.length];
        this.amplitude = new double[tauFactors.length];
        for (int unit = 0; unit < tauFactors.length; unit++) {
            dtOverTau[unit] = dtOverTauA / tauFactors[unit];
            amplitude[unit] = sharedAmplitude / tauFactors[unit];
            Require.that(
                    dtOverTau[unit] < STABLE,
                    "tau_a of the apical dendrites",
                    "must be longer than half a step in every unit: a shorter step, or less scatter of synapticTimeConstant,",
                    "dt / tau_a = " + dtOverTau[unit] + " in unit " + unit);
        }
    }

    static OwnLowPass of(LowPass shared, double[] tauFactors, int lanes) {
        return new OwnLowPass(shared, null, shared.dtOverTauA(), 0, tauFactors, lanes);
    }

    static OwnLowPass of(NoisyLowPass shared, double[] tauFactors, int lanes) {
        return new OwnLowPass(shared, shared.noise(), shared.dtOverTauA(), shared.amplitude(), tauFactors, lanes);
    }

    /** With the time constant of the layer. */
    @Override
    public LinearFilter filter() {
        return shared.filter();
    }

    @Override
    public void begin(Presentation presentation) {
        shared.begin(presentation);
    }

    @Override
    public void beginControl() {
        shared.beginControl();
    }

    @Override
    public boolean random() {
        return shared.random();
    }

    @Override
    public void advance(double[] apical, double[] feedback, int n) {
        double[] xi = noise == null ? null : noise.next();
        for (int from = 0; from < n; from += lanes) {
            double share = dtOverTau[from / lanes];
            double sigma = amplitude[from / lanes];
            for (int k = from; k < from + lanes; k++) {
                double drawn = xi == null ? 0 : sigma * xi[k];
                apical[k] += share * (feedback[k] - apical[k]) + drawn;
            }
        }
    }
}
