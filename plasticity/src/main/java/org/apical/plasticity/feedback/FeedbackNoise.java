package org.apical.plasticity.feedback;

import java.util.Collections;
import java.util.List;
import org.apical.network.dynamics.ApicalDendrite;
import org.apical.network.formulation.Formulation;
import org.apical.neuron.parameter.Require;

/**
 * Noise from which feedback weights learn, and what they settle at. Times in units of tau_u.
 *
 * <p>Without control (Q = 0) noise of amplitude sigma gives v^fb the variance sigma^2 / (2 tau_a) (1 - e^(-2t/tau_a)). Fast somata pass it on to the output,
 * e = -J v^fb, so u = -J (k_p v^fb + int v^fb dt), and the rule gives dQ = c J^T - beta Q. Averaged over a presentation of duration T, with x = T/tau_a,
 *
 * <pre>
 * c = k_p/(2 tau_a) (1 - (1 - e^-2x)/(2x))  +  (1 - 2 (1 - e^-x)/x + (1 - e^-2x)/(2x)) / 2
 * </pre>
 *
 * (alpha T &lt;&lt; 1, tau_v &lt;&lt; tau_a). The stationary Q is (c/beta) J^T at small loop gain; where J Q is larger, control removes the fluctuations along
 * the row space of J that it sees, which damps Q further in the manner of J^T (J J^T + gamma I)^-1 but leaves its columns in that row space: condition 2 holds
 * either way, beta sets the size of Q. Over many samples J is the mean Jacobian, from which those of single samples differ by the curvature of phi.
 *
 * @param sigma amplitude, in units of Q u times the root of tau_u; small enough that phi is straight over sigma / sqrt(2 tau_a)
 * @param tauA tau_a of the apical dendrite
 * @param decay beta, dimensionless, >= 0
 */
public record FeedbackNoise(double sigma, double tauA, double decay) {
    public FeedbackNoise {
        Require.positive("FeedbackNoise.sigma", sigma, "(dimensionless)");
        Require.positive("FeedbackNoise.tauA", tauA, "(units of tau_u)");
        Require.notNegative("FeedbackNoise.decay", decay, "(dimensionless)");
    }

    /** The rule that learns from this noise as it comes: V_a about its value at the start, all layers alike. */
    public AntiHebbianParams rule(double dtMs) {
        FeedbackDecay beta = decay == 0 ? new FeedbackDecay.None() : new FeedbackDecay.Constant(decay);
        return new AntiHebbianParams(sigma, dtMs, new ControlFilter.AsItIs(), beta);
    }

    /** A formulation with this noise in its apical dendrites. */
    public Formulation in(Formulation formulation) {
        ApicalDendrite dendrite =
                ApicalDendrite.Fluctuating.of(sigma, tauA, formulation.timing().dtOverTauU());
        List<ApicalDendrite> dendrites =
                Collections.nCopies(formulation.network().layers(), dendrite);
        return formulation.withApical(dendrites);
    }

    /**
     * c, the factor of J^T in dQ at Q = 0.
     *
     * @param proportionalGain k_p
     * @param duration T of a presentation (units of tau_u)
     */
    public double openLoopFactor(double proportionalGain, double duration) {
        double x = duration / tauA;
        double first = (1 - Math.exp(-x)) / x;
        double second = (1 - Math.exp(-2 * x)) / (2 * x);
        return proportionalGain / (2 * tauA) * (1 - second) + (1 - 2 * first + second) / 2;
    }
}
