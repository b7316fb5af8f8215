package org.apical.network.divergence;

import java.util.Locale;
import org.apical.network.dynamics.Simulation;
import org.apical.network.dynamics.StepObserver;
import org.apical.network.formulation.Formulation;
import org.apical.network.formulation.PotentialBounds;

/**
 * Watches one simulation from outside and stops a presentation that diverges, in it and not after it: potentials of soma and apical dendrite and the control must
 * be finite and within {@link PotentialBounds}, looked at ten times a presentation, and the output error must not grow under control ({@link ErrorGrowth}). The
 * latter is what finds loops that ring: units that saturate keep every potential small.
 *
 * <p>Allocates nothing in steps; costs less than one per cent of a presentation. Not thread-safe.
 */
public final class DivergenceGuard implements StepObserver {
    private static final int LOOKS_PER_SCAN = 5;
    private static final String REMEDY =
            "network or controller are unstable: lower the learning rate or the gain of the controller (a longer tau_u, a smaller k_p)";

    private final Formulation formulation;
    private final Simulation simulation;
    private final ErrorGrowth growth;
    private final PotentialBounds[] bounds;
    private final PotentialBounds controlBounds;
    private final int freeSteps;
    private final int scanEvery;
    private boolean controlled;
    private int step;

    public DivergenceGuard(Formulation formulation, Simulation simulation, DivergenceLimits limits) {
        this.formulation = formulation;
        this.simulation = simulation;
        this.growth = new ErrorGrowth(limits.errorGrowth(), simulation);
        this.bounds = new PotentialBounds[simulation.layers()];
        for (int l = 0; l < bounds.length; l++) {
            bounds[l] = formulation.potentialBounds(l);
        }
        this.controlBounds = new PotentialBounds(0, bounds[bounds.length - 1].largestAbstract(), 1, "");
        this.freeSteps = simulation.timing().freeSteps();
        this.scanEvery = LOOKS_PER_SCAN * growth.every();
    }

    /** Runs presentations that this guard observes; populations that are to fire without bounds have diverged, too. */
    public void watch(Runnable presentation) {
        step = -freeSteps;
        controlled = freeSteps == 0;
        try {
            presentation.run();
        } catch (ArithmeticException e) {
            throw new DivergenceException(
                    formulation.id(),
                    e.getMessage() + ", expected a finite number, after " + when() + "; " + REMEDY,
                    e);
        }
    }

    @Override
    public void onStep(boolean controlled, int step, Simulation state) {
        this.controlled = controlled;
        this.step = step;
        if (!controlled) {
            if (step == -freeSteps) {
                growth.begin();
            }
            growth.free(step + freeSteps);
        } else if (step == 0) {
            if (freeSteps == 0) {
                growth.begin();
            }
            growth.open();
        } else {
            int grown = growth.controlled(step);
            if (grown >= 0) {
                throw grown(grown);
            }
        }
        if (step % scanEvery == 0 || step == simulation.timing().steps() - 1) {
            scan();
        }
    }

    /** Goes on from what another guard has seen of the lanes that this one's simulation takes over. */
    public void take(DivergenceGuard from, int[] lanes) {
        growth.take(from.growth, lanes);
    }

    private void scan() {
        for (int l = 0; l < bounds.length; l++) {
            PotentialBounds b = bounds[l];
            double[] soma = simulation.layer(l).postsynaptic().soma();
            // the dendrite first: where both are out of bounds, feedback drove the soma
            check("apical potential", l, "unit", b, simulation.layer(l).apical());
            check("somatic potential", l, "unit", b, soma);
        }
        check("control", bounds.length - 1, "output", controlBounds, simulation.control());
    }

    private void check(String quantity, int layer, String unit, PotentialBounds b, double[] values) {
        for (int k = 0; k < values.length; k++) {
            if (!(Math.abs(values[k] - b.rest()) <= b.largest())) {
                String name = SoundWeights.name(formulation.network(), layer);
                int number = k / simulation.lanes() + 1;
                throw outOfBounds(quantity, name + ", " + unit + " " + number, b, values[k]);
            }
        }
    }

    private DivergenceException outOfBounds(String quantity, String of, PotentialBounds b, double value) {
        String from =
                b.rest() == 0 ? "in magnitude" : String.format(Locale.ROOT, "from rest at %.4g %s", b.rest(), b.unit());
        String unit = b.unit().isEmpty() ? "" : " " + b.unit();
        return new DivergenceException(
                formulation.id(),
                String.format(
                        Locale.ROOT,
                        "%s of %s, is %.4g%s at %s, expected at most %.4g%s %s; %s",
                        quantity,
                        of,
                        value,
                        unit,
                        when(),
                        b.largest(),
                        unit,
                        from,
                        REMEDY));
    }

    private DivergenceException grown(int lane) {
        double without = growth.rmsWithoutControl(lane);
        double under = growth.rmsUnderControl(lane);
        String found = Double.isFinite(under)
                ? String.format(
                        Locale.ROOT,
                        "has an rms of at least %.4g under control, by %s, and of %.4g without",
                        under,
                        when(),
                        without)
                : String.format(Locale.ROOT, "is %.4g at %s, and was %.4g without control", under, when(), without);
        return new DivergenceException(
                formulation.id(),
                "output error of " + SoundWeights.name(formulation.network(), bounds.length - 1) + " " + found + "; "
                        + REMEDY);
    }

    private String when() {
        double dt = simulation.timing().dtMs();
        return controlled
                ? String.format(
                        Locale.ROOT,
                        "step %d of %d (%.4g ms under control)",
                        step,
                        simulation.timing().steps(),
                        step * dt)
                : String.format(Locale.ROOT, "step %d of %d of the free phase", step + freeSteps, freeSteps);
    }
}
