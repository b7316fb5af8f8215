package org.apical.neuron.soma;

import java.util.Optional;
import org.apical.neuron.parameter.Key;
import org.apical.neuron.parameter.Require;
import org.apical.neuron.transfer.ExponentialRate;

/**
 * Escape noise with reset, each neuron its own membrane: spikes of intensity rho(V_s) = rho_0 exp((V_s - theta) / Delta) (Gerstner and Kistler 2002, section 5.3), V_s := V_reset, held for
 * t_ref. At most one spike a step, with probability 1 - exp(-rho dt).
 *
 * @param atThresholdHz rho_0 (Hz)
 * @param thresholdMv theta (mV)
 * @param widthMv Delta (mV)
 * @param resetMv V_reset (mV), below theta
 * @param refractoryMs t_ref (ms)
 */
public record ExponentialEscape(
        @Key(value = "rho_0, intensity at theta", or = "100", above = 0)
        double atThresholdHz,

        @Key(value = "theta", or = "-55") double thresholdMv,
        @Key(value = "Delta", or = "3", above = 0) double widthMv,
        @Key(value = "V_reset, below theta", or = "-65") double resetMv,
        @Key(value = "t_ref", or = "2", least = 0) double refractoryMs)
        implements SomaDescription {
    public ExponentialEscape {
        Require.that(
                resetMv < thresholdMv,
                "ExponentialEscape.resetMv",
                "must be below thresholdMv = " + thresholdMv + " mV",
                resetMv);
    }

    @Override
    public AfterSpike afterSpike() {
        return new AfterSpike.Reset(resetMv, refractoryMs);
    }

    @Override
    public Optional<SomaticOutput> own() {
        return Optional.of(new EscapeNoise(new ExponentialRate(atThresholdHz, thresholdMv, widthMv), afterSpike()));
    }
}
