package org.apical.neuron.soma;

import java.util.Objects;
import org.apical.neuron.transfer.FiringRate;

/**
 * Spikes of intensity rho(V_s). Where a spike changes nothing, the number of spikes in a step is Poisson of mean rho dt, so that E[spikes] = rho
 * dt exactly (Urbanczik and Senn 2014); where it makes the neuron refractory, there is at most one, with probability 1 - exp(-rho dt).
 *
 * @param intensity rho
 * @param afterSpike what a spike does to its neuron
 */
public record EscapeNoise(FiringRate intensity, AfterSpike afterSpike) implements SomaticOutput {
    public EscapeNoise {
        Objects.requireNonNull(intensity, "EscapeNoise.intensity");
        Objects.requireNonNull(afterSpike, "EscapeNoise.afterSpike");
    }

    @Override
    public <T> T by(Mechanisms<T> make) {
        return make.escape(this);
    }

    @Override
    public EscapeNoise shifted(double byMv) {
        return new EscapeNoise(intensity.shifted(byMv), afterSpike);
    }

    @Override
    public boolean random() {
        return true;
    }

    /** Without reset or refractoriness. */
    public EscapeNoise(FiringRate intensity) {
        this(intensity, new AfterSpike.Unchanged());
    }
}
