package org.apical.app.compare;

import java.util.ArrayList;
import java.util.List;
import org.apical.app.compare.CompareResult.FormulationResult;
import org.apical.app.compare.CompareSettings.Output;

/**
 * A check of a comparison: what the theory promises of F2 and F3 against F1 (physics.md 5).
 *
 * @param what the quantity
 * @param value measured
 * @param bound what it is held against
 * @param atLeast whether the bound is a lower one
 */
public record Agreement(String what, double value, double bound, boolean atLeast) {
    private static final double GRADED_STEADY_STATE = 1e-7;
    private static final double GRADED_COSINE = 0.999;
    private static final double SPIKING_COSINE = 0.98;
    private static final double RADIUS = 1;

    /** Whether the check held. */
    public boolean held() {
        return atLeast ? value >= bound : value <= bound;
    }

    /**
     * The checks of a comparison. The update of F3 is held against F1's with escape noise only: no bound is known for an integrate-and-fire soma,
     * whose response to fluctuating input is not its f–I curve. A controller of neurons must not have saturated.
     */
    public static List<Agreement> of(CompareResult result) {
        List<Agreement> checks = new ArrayList<>();
        for (FormulationResult f : result.formulations()) {
            if (f.id().equals("F2")) {
                checks.add(new Agreement("F2 steady state against F1", f.steadyStateMax(), GRADED_STEADY_STATE, false));
                checks.add(new Agreement("F2 first update, cosine to F1", f.firstUpdateCosine(), GRADED_COSINE, true));
            }
            if (f.id().equals("F3") && result.settings().spiking().output() == Output.ESCAPE) {
                checks.add(new Agreement("F3 first update, cosine to F1", f.firstUpdateCosine(), SPIKING_COSINE, true));
            }
            f.represented().ifPresent(largest -> {
                checks.add(new Agreement(
                        f.id() + " controller, largest |u_int| / radius", largest.integral(), RADIUS, false));
                checks.add(new Agreement(f.id() + " controller, largest |e| / radius", largest.error(), RADIUS, false));
            });
        }
        return checks;
    }
}
