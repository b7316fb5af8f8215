package org.apical.neuron.model;

import java.util.Objects;
import org.apical.neuron.compartment.TimeConstants;
import org.apical.neuron.parameter.Require;

/**
 * Time step and scheme.
 *
 * @param dtMs time step (ms): input arrives and spikes leave on this grid
 * @param substeps equal parts of a step in which the equations are advanced and the threshold is tested
 */
public record Stepping(Integration integration, double dtMs, int substeps) {
    /** Largest dt / tau at which the scheme damps exp(-t / tau). */
    private static final double RUNGE_KUTTA_LIMIT = 2.78;

    public Stepping {
        Objects.requireNonNull(integration, "Stepping.integration");
        Require.positive("Stepping.dtMs", dtMs, "ms");
        Require.atLeast("Stepping.substeps", substeps, 1);
    }

    /** The scheme that suits a neuron, undivided steps. */
    public static Stepping of(NeuronModel model, double dtMs) {
        return new Stepping(Integration.of(model), dtMs, 1);
    }

    /** One part of a step (ms). */
    double partMs() {
        return dtMs / substeps;
    }

    /** Throws unless the scheme can advance the neuron. */
    void check(NeuronModel model) {
        Require.that(
                integration == Integration.RUNGE_KUTTA_4
                        || model.output().current().isEmpty(),
                "Stepping.integration",
                "must be RUNGE_KUTTA_4 for a soma with a current beside its leak, "
                        + model.output().getClass().getSimpleName(),
                integration);
        Require.that(
                integration != Integration.EXACT || model.linear(),
                "Stepping.integration",
                "must be IMPLICIT_TREE or RUNGE_KUTTA_4 for a neuron with conductances",
                integration);
        double[] tau = TimeConstants.ofMs(model.cell());
        double own =
                model.output().current().map(c -> c.fastestMs(model.cell())).orElse(Double.POSITIVE_INFINITY);
        double limit = RUNGE_KUTTA_LIMIT * Math.min(tau[tau.length - 1], own);
        Require.that(
                integration != Integration.RUNGE_KUTTA_4 || partMs() < limit,
                "Stepping.dtMs / substeps",
                "must be below " + limit + " ms, 2.78 times the fastest time constant, for RUNGE_KUTTA_4 to be stable",
                partMs());
    }
}
