package org.apical.neuron.soma;

import java.util.Arrays;
import java.util.Objects;
import org.apical.neuron.kernel.Kernels;
import org.apical.neuron.transfer.FiringRate;

/** Graded output nu = rho(V_s), no spikes. */
public record Graded(FiringRate rate) implements SomaticOutput {
    public Graded {
        Objects.requireNonNull(rate, "Graded.rate");
    }

    /** Sends nothing: of neurons of which potentials alone are asked. */
    public static Graded silent() {
        return new Graded(new Silence());
    }

    private record Silence() implements FiringRate {
        @Override
        public double hz(double somaMv) {
            return 0;
        }

        @Override
        public void fill(Kernels kernels, double[] somaMv, int from, double[] hz, int n) {
            Arrays.fill(hz, 0, n, 0);
        }
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
