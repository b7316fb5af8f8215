package org.apical.app.study.table1;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apical.app.findings.Findings;
import org.apical.app.findings.Section;
import org.apical.app.study.Claim;
import org.apical.app.study.images.ImagePlan;
import org.apical.app.study.images.ImagePlan.Row;
import org.apical.app.study.images.ImageResults;
import org.apical.app.study.images.ImageSet;

/** What the study {@code table1} found. */
record Table1Findings(ImageResults results) {
    private static final String TABLE = "Reached";
    private static final String CURVES = "Learning curves";
    private static final String ANGLES = "Angle to the gradient";

    Findings findings() {
        ImagePlan plan = results.plan();
        String lead = String.format(
                Locale.ROOT,
                "Networks with three hidden layers of %d tanh units, an autoencoder with a linear one of an eighth as many in the middle, batches of %d, learn %s by deep feedback control, backprop and direct "
                        + "feedback alignment, with the published settings of each. Reported is the epoch that is the best by validation.",
                plan.hidden(),
                plan.batch(),
                String.join(", ", plan.sets().stream().map(ImageSet::title).toList()));
        List<Claim> claims = new ArrayList<>();
        for (Row row : plan.rows()) {
            if (row.method().signal().controlled()) {
                claims.add(results.closeToBackprop(row));
            }
            // of methods that learn for as long as the study does
            if (!Table1Study.costly(row.method())) {
                row.set().published(row.method()).ifPresent(p -> claims.add(results.reachesPublished(row, p)));
            }
        }
        List<Section> sections = new ArrayList<>(List.of(Claim.table(claims)));
        plan.sets().forEach(set -> sections.add(results.table(TABLE, set)));
        sections.addAll(results.learning(CURVES, row -> !Table1Study.costly(row.method())));
        sections.add(results.angles(ANGLES, row -> !Table1Study.costly(row.method())));
        return new Findings("Image sets", lead, sections, Claim.checks(claims), results.measures());
    }
}
