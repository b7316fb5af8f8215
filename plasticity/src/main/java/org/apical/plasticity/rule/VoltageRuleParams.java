package org.apical.plasticity.rule;

import org.apical.neuron.parameter.Key;
import org.apical.neuron.parameter.Require;

/**
 * Parameters of {@link VoltageRule}. Weights are dimensionless, relative to whatever a weight of one stands for.
 *
 * @param depressionPerMv A_LTD (1/mV), >= 0: what a presynaptic spike takes per mV
 * @param potentiationPerMv2 A_LTP (1/mV^2), >= 0: times mV^2, times the trace in 1/ms, it is a rate of change in 1/ms
 * @param thetaMinusMv theta_- (mV): above it low-passed potentials count
 * @param thetaPlusMv theta_+ (mV): above it the potential itself potentiates
 * @param tauMinusMs tau_- (ms) of u_-
 * @param tauPlusMs tau_+ (ms) of u_+
 * @param tauPresynapticMs tau_x (ms) of the presynaptic trace
 * @param delayMs d (ms), >= 0: how long u_- and u_+ take to act, so that a spike does not meet its own depolarisation
 */
public record VoltageRuleParams(
        @Key(value = "A_LTD", or = "14e-5", least = 0) double depressionPerMv,
        @Key(value = "A_LTP", or = "8e-5", least = 0) double potentiationPerMv2,
        @Key(value = "theta_-", or = "-70.6") double thetaMinusMv,
        @Key(value = "theta_+", or = "-45.3") double thetaPlusMv,
        @Key(value = "of u_-", or = "10", above = 0) double tauMinusMs,
        @Key(value = "of u_+", or = "7", above = 0) double tauPlusMs,

        @Key(value = "of the presynaptic trace", or = "15", above = 0)
        double tauPresynapticMs,

        @Key(value = "by which u_- and u_+ come late", or = "4", least = 0)
        double delayMs)
        implements RuleDescription {

    public VoltageRuleParams {
        Require.notNegative("VoltageRuleParams.depressionPerMv", depressionPerMv, "1/mV");
        Require.notNegative("VoltageRuleParams.potentiationPerMv2", potentiationPerMv2, "1/mV^2");
        Require.finite("VoltageRuleParams.thetaMinusMv", thetaMinusMv, "mV");
        Require.finite("VoltageRuleParams.thetaPlusMv", thetaPlusMv, "mV");
        Require.positive("VoltageRuleParams.tauMinusMs", tauMinusMs, "ms");
        Require.positive("VoltageRuleParams.tauPlusMs", tauPlusMs, "ms");
        Require.positive("VoltageRuleParams.tauPresynapticMs", tauPresynapticMs, "ms");
        Require.notNegative("VoltageRuleParams.delayMs", delayMs, "ms");
    }

    @Override
    public LocalRule rule(Place place) {
        return new VoltageRule(this, place.dtMs(), place.product());
    }

    @Override
    public boolean needsSpikes() {
        return true;
    }

    /**
     * Visual cortex: Clopath, Büsing, Vasilaki and Gerstner 2010 (Nature Neuroscience 13, 344–352), table 1. The delay is not in the paper but in the
     * authors' program (ModelDB 144566), and the figures need it; 4 ms as in the reproduction of the figure with NEST.
     */
    public static VoltageRuleParams visualCortex() {
        return new VoltageRuleParams(14e-5, 8e-5, -70.6, -45.3, 10, 7, 15, 4);
    }
}
