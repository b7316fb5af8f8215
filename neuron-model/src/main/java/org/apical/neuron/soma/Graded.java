package org.apical.neuron.soma;

import java.util.Objects;
import org.apical.neuron.transfer.FiringRate;

/** Graded output nu = rho(V_s), no spikes. */
public record Graded(FiringRate rate) implements SomaticOutput {
    public Graded {
        Objects.requireNonNull(rate, "Graded.rate");
    }

    @Override
    public AfterSpike afterSpike() {
        return new AfterSpike.Unchanged();
    }

    @Override
    public <T> T by(Mechanisms<T> make) {
        return make.graded(this);
    }

    @Override
    public boolean spikes() {
        return false;
    }
}
