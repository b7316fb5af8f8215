package org.apical.neuron.soma;

import java.util.Optional;
import java.util.OptionalDouble;
import org.apical.neuron.compartment.PyramidalCell;
import org.apical.neuron.parameter.Key;
import org.apical.neuron.parameter.Require;

/**
 * Leaky integrate-and-fire soma: V_s >= V_th spikes, V_s := V_reset and is held for t_ref while the dendrites go on integrating.
 *
 * @param thresholdMv V_th (mV)
 * @param resetMv V_reset (mV), below threshold
 * @param refractoryMs t_ref (ms), >= 0
 */
public record LeakyIntegrateAndFire(
        @Key(value = "V_th", or = "-55") double thresholdMv,
        @Key(value = "V_reset, below threshold", or = "-65") double resetMv,
        @Key(value = "t_ref", or = "2", least = 0) double refractoryMs)
        implements SomaticOutput {
    public LeakyIntegrateAndFire {
        Require.finite("LeakyIntegrateAndFire.thresholdMv", thresholdMv, "mV");
        Require.finite("LeakyIntegrateAndFire.resetMv", resetMv, "mV");
        Require.that(
                resetMv < thresholdMv,
                "LeakyIntegrateAndFire.resetMv",
                "must be below thresholdMv = " + thresholdMv + " mV",
                resetMv);
        Require.notNegative("LeakyIntegrateAndFire.refractoryMs", refractoryMs, "ms");
    }

    @Override
    public LeakyIntegrateAndFire shifted(double byMv) {
        return new LeakyIntegrateAndFire(thresholdMv + byMv, resetMv, refractoryMs);
    }

    @Override
    public OptionalDouble threshold() {
        return OptionalDouble.of(thresholdMv);
    }

    @Override
    public AfterSpike.Reset afterSpike() {
        return new AfterSpike.Reset(resetMv, refractoryMs);
    }

    @Override
    public <T> T by(Mechanisms<T> make) {
        return make.threshold(thresholdMv, afterSpike());
    }

    @Override
    public double startMv(double freeMv, double part) {
        return resetMv + part * (thresholdMv - resetMv);
    }

    @Override
    public Optional<Curve> fiCurve(PyramidalCell cell) {
        return Optional.of((noiseMv, dtMs) -> LifFiCurve.sample(this, noiseMv, cell.somaticTimeConstantMs(), dtMs));
    }

    /** Threshold -55 mV, reset -65 mV, 2 ms refractory. */
    public static LeakyIntegrateAndFire standard() {
        return new LeakyIntegrateAndFire(-55, -65, 2);
    }
}
