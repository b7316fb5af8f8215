package org.apical.app.replay;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apical.app.UserError;
import org.apical.neuron.kernel.MatrixProduct;

/** Recomputes recorded cases and compares them with what was recorded. */
public final class Replay {
    /** Cases of abstract DFC. */
    static final String DFC = "deep-feedback-control";

    private static final int FORMAT_VERSION = 1;

    private Replay() {}

    /**
     * One case, recomputed.
     *
     * @param quantities relative deviation of each recorded quantity
     * @param notRecomputed recorded quantities that are not known here
     */
    public record Result(
            Path file,
            String kind,
            String title,
            Map<String, Double> quantities,
            List<String> notRecomputed,
            double largest) {

        /** Whether every recorded quantity was recomputed within a relative tolerance. */
        public boolean passed(double tolerance) {
            return largest <= tolerance && notRecomputed.isEmpty() && !quantities.isEmpty();
        }
    }

    /** Recomputes one case. */
    public static Result run(Path path, MatrixProduct product) {
        try (CaseFile file = CaseFile.open(path)) {
            CaseFile.Attributes attributes = file.attributes("");
            String kind = attributes.text("kind");
            attributes.integer("format_version", FORMAT_VERSION, FORMAT_VERSION);
            if (!kind.equals(DFC)) {
                throw new UserError(path + ": attribute kind: expected " + DFC + ", found '" + kind + "'");
            }
            Deviations deviations = DfcReplay.run(file, product);
            List<String> unknown = new ArrayList<>(file.datasets("expected"));
            unknown.addAll(file.datasets("feedback_learning/expected"));
            unknown.removeAll(deviations.quantities().keySet());
            return new Result(
                    path, kind, attributes.text("case"), deviations.quantities(), unknown, deviations.largest());
        } catch (StackOverflowError | OutOfMemoryError e) {
            throw new UserError(path + ": expected a case that fits into memory, found one too large or too deep", e);
        }
    }
}
