package org.apical.app.replay;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apical.app.UserError;
import org.apical.neuron.kernel.MatrixProduct;
import org.apical.neuron.parameter.ParameterException;

/** Recomputes recorded cases and compares them with what was recorded. */
public final class Replay {
    private static final int FORMAT_VERSION = 1;

    /** What recomputes each kind of case. */
    private static final Map<String, Recomputation> KINDS = new TreeMap<>(Map.of(
            "deep-feedback-control", DfcReplay::run,
            "three-compartment-passive", (file, product, found) -> PassiveReplay.run(file, found),
            "three-compartment-lif-current", (file, product, found) -> LifCurrentReplay.run(file, found),
            "three-compartment-lif-conductance", (file, product, found) -> ConductanceReplay.run(file, found),
            "three-compartment-network", (file, product, found) -> NetworkReplay.run(file, found),
            "three-compartment-adex", (file, product, found) -> AdaptiveExponentialReplay.run(file, found)));

    /** Recomputes the quantities of a case. */
    @FunctionalInterface
    private interface Recomputation {
        void run(CaseFile file, MatrixProduct product, Deviations found);
    }

    private Replay() {}

    /**
     * One case, recomputed.
     *
     * @param quantities deviation of each recorded quantity
     * @param notRecomputed recorded quantities that are not known here
     * @param largest the largest relative deviation
     */
    public record Result(
            Path file,
            String kind,
            String title,
            List<Deviations.Quantity> quantities,
            List<String> notRecomputed,
            double largest) {

        /** Whether every recorded quantity was recomputed within its tolerance. */
        public boolean passed() {
            return quantities.stream().allMatch(Deviations.Quantity::passed)
                    && notRecomputed.isEmpty()
                    && !quantities.isEmpty();
        }
    }

    /**
     * Recomputes one case.
     *
     * @param tolerance for relative deviations; cases of compartments have tolerances of their own in mV
     */
    public static Result run(Path path, double tolerance, MatrixProduct product) {
        try (CaseFile file = CaseFile.open(path)) {
            CaseAttributes attributes = file.attributes("");
            String kind = attributes.word("kind", KINDS.keySet().toArray(String[]::new));
            attributes.integer("format_version", FORMAT_VERSION, FORMAT_VERSION);
            List<String> unknown = new ArrayList<>(file.datasets());
            Deviations found = new Deviations(file, tolerance);
            KINDS.get(kind).run(file, product, found);
            unknown.removeAll(found.covered());
            return new Result(path, kind, attributes.text("case"), found.quantities(), unknown, found.largest());
        } catch (ParameterException e) {
            throw new UserError(path + ": " + e.getMessage(), e);
        } catch (StackOverflowError | OutOfMemoryError e) {
            throw new UserError(path + ": expected a case that fits into memory, found one too large or too deep", e);
        }
    }
}
