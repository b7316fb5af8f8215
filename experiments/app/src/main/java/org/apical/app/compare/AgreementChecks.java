package org.apical.app.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apical.app.check.Check;
import org.apical.app.compare.ComparisonResult.Deviation;
import org.apical.app.compare.ComparisonResult.FormulationResult;
import org.apical.app.findings.Section;

/** The checks of a comparison: what the theory promises of F2 and F3 against F1 (physics.md 5). */
public final class AgreementChecks {
    private static final double GRADED_STEADY_STATE = 1e-7;
    private static final double GRADED_COSINE = 0.999;
    private static final double SPIKING_COSINE = 0.98;
    private static final double RADIUS = 1;
    private static final double CONDITION_TWO = 0.9;
    /** Of the rms deviation of F3 over what Poisson spikes predict: curvature of phi, and control that wanders, add to it. */
    private static final double MORE_SCATTER = 1.5;

    private static final String OF_POISSON = ", measured / predicted of Poisson spikes";
    private static final String OWN = "the steady state of its neurons";

    static final String INEXACT =
            "a weight does not do in these neurons what it does in F1 (conductances, currents not scaled to the cell, or units that differ)";

    private AgreementChecks() {}

    /**
     * Against the steady state that F2 has by the theory: that of F1, or of its neurons where the map of weights is not exact.
     *
     * @param exactMap whether it is that of F1
     */
    static Check graded(Deviation d, boolean exactMap) {
        Check toF1 = Check.atMost("F2 steady state against F1", d.max(), GRADED_STEADY_STATE);
        return d.mapped()
                .map(m -> Check.atMost("F2 against " + OWN, m.max(), GRADED_STEADY_STATE))
                .orElseGet(() -> atF1(toF1, exactMap));
    }

    /** A check of the distance from F1 where that from the steady state of the neurons is not known. */
    private static Check atF1(Check toF1, boolean exactMap) {
        return exactMap ? toF1 : toF1.undecided(INEXACT + ", and their steady state was not found");
    }

    /** The scatter of spikes about where neurons settle, which is where F1 does if the map of weights is exact, against what N and T predict. */
    static Optional<Check> spiking(Deviation d, boolean exactMap) {
        return d.scatterRms().map(predicted -> d.mapped()
                .map(m -> Check.atMost("F3 scatter about " + OWN + OF_POISSON, m.rms() / predicted, MORE_SCATTER))
                .orElseGet(() -> atF1(scatter("F3", d.rms(), predicted), exactMap)));
    }

    /** The scatter of spikes about F1, against what N and T predict. */
    static Check scatter(String id, double measured, double predicted) {
        return Check.atMost(id + " scatter about F1" + OF_POISSON, measured / predicted, MORE_SCATTER);
    }

    /** A failed check of the scatter with its likely cause; nothing where none failed. */
    static Optional<Section> cause(List<Check> checks, Supplier<String> causes) {
        return checks.stream()
                .filter(c -> c.failed() && c.what().endsWith(OF_POISSON))
                .findFirst()
                .map(c -> new Section.Text(
                        "Likely cause",
                        "Potentials of F3 lie " + Check.number(c.value())
                                + " times as far from the steady state as the spikes of its populations scatter: "
                                + causes.get()
                                + "."));
    }

    /**
     * The update of F3 is held against F1's with escape noise only: no bound is known for a soma that resets, whose response to fluctuating
     * input is not its f–I curve. A controller of neurons must not have saturated, feedback that learns must have come
     * to lie in the row space of the Jacobian.
     */
    public static List<Check> of(ComparisonResult result) {
        List<Check> checks = new ArrayList<>();
        // what a residual says where it is small, the deviations say
        result.steadyStateResidual()
                .map(residual -> Check.atMost(
                        "F1 steady state under control, residual in layer "
                                + result.layerNames().get(result.layerNames().size() - 1),
                        residual,
                        SteadyStates.RESIDUAL))
                .filter(check -> !check.held())
                .ifPresent(checks::add);
        boolean reference = !result.formulations().isEmpty()
                && result.formulations().get(0).id().equals("F1");
        boolean exactMap = result.experiment().exactMap();
        for (FormulationResult f : result.formulations()) {
            if (f.id().equals("F2")) {
                f.steadyState().ifPresent(d -> checks.add(graded(d, exactMap)));
                if (reference) {
                    Check cosine = Check.atLeast("F2 first update, cosine to F1", f.firstUpdateCosine(), GRADED_COSINE);
                    checks.add(exactMap ? cosine : cosine.undecided(INEXACT));
                }
            }
            boolean resets = result.experiment().resets();
            if (f.id().equals("F3")) {
                f.steadyState().flatMap(d -> spiking(d, exactMap)).ifPresent(checks::add);
            }
            if (f.id().equals("F3") && reference) {
                Check cosine = Check.atLeast("F3 first update, cosine to F1", f.firstUpdateCosine(), SPIKING_COSINE);
                Check known = exactMap ? cosine : cosine.undecided(INEXACT);
                checks.add(resets ? cosine.undecided("no bound is known for somata that reset") : known);
            }
            f.lastActivity()
                    .ifPresent(layers -> checks.add(ActivitySections.check(
                            f.id(),
                            layers,
                            result.layerNames(),
                            result.experiment().neurons().ranges().isPresent())));
            f.feedback()
                    .ifPresent(measured -> checks.add(Check.atLeast(
                            f.id() + " feedback before the first epoch, condition 2",
                            measured.preTrained().conditionTwo(),
                            CONDITION_TWO)));
            f.represented().ifPresent(largest -> {
                checks.add(Check.atMost(f.id() + " controller, largest |u_int| / radius", largest.integral(), RADIUS));
                checks.add(Check.atMost(f.id() + " controller, largest |e| / radius", largest.error(), RADIUS));
            });
        }
        return checks;
    }
}
