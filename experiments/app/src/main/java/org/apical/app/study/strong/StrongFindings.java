package org.apical.app.study.strong;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.apache.commons.math3.util.Precision;
import org.apical.app.findings.Findings;
import org.apical.app.findings.Section;
import org.apical.app.findings.Section.Text;
import org.apical.app.study.Claim;
import org.apical.app.study.images.ImageMethod;
import org.apical.app.study.images.ImagePlan;
import org.apical.app.study.images.ImagePlan.Row;
import org.apical.app.study.images.ImageResults;
import org.apical.app.study.images.ImageSet;

/** What the study {@code strong} found. */
record StrongFindings(ImageResults results) {
    private static final String TABLE = "Test accuracy";
    private static final String CURVES = "Learning curves";
    private static final String ANGLES = "Angle to the gradient";
    private static final String METHODS = "Methods";
    private static final String SETTINGS =
            "Backprop and DFC have their published settings; of Strong-DFC accuracies are published, not settings, which were chosen on 10 000 images of MNIST (steady states) and on the embedded digits (one phase). "
                    + "In one phase a presentation takes ten tau_u in steps of a tenth, tau_v = 0.3 and tau_a = 1 tau_u, k_p = 5, and noise of sigma = 0.5; apical synapses read the control through a high-pass of one "
                    + "tau_u. Feedback learns alone in the epochs before, forward weights at rest, then with them. Updates in one phase carry the noise; angles are those of presentations without it.";
    /** Points (%) that may lie between two ways of control that are said to learn alike, where nothing else is published. */
    private static final double CLOSE = 0.5;

    Findings findings() {
        ImagePlan plan = results.plan();
        String lead = String.format(
                Locale.ROOT,
                "Networks with three hidden layers of %d tanh units, batches of %d, learn %s. Strong-DFC drives sigmoid outputs to the softened label, 0.9 and 0.1, whatever the network says by itself; DFC nudges "
                        + "linear outputs down the cross-entropy, whose gradient backprop takes. Accuracies are those of the test set after the epoch with the best validation accuracy.",
                plan.hidden(),
                plan.batch(),
                String.join(" and ", plan.sets().stream().map(ImageSet::title).toList()));
        List<Claim> claims = new ArrayList<>();
        plan.sets().forEach(set -> claims(set, claims));
        List<Section> sections = new ArrayList<>(List.of(Claim.table(claims)));
        plan.sets().forEach(set -> sections.add(results.table(TABLE, set)));
        sections.addAll(results.learning(CURVES, row -> true));
        sections.add(results.angles(ANGLES, row -> true));
        sections.add(new Text(METHODS, SETTINGS));
        return new Findings("Strong-DFC", lead, sections, Claim.checks(claims), results.measures());
    }

    private void claims(ImageSet set, List<Claim> claims) {
        Row two = row(set, StrongStudy.TWO_PHASES);
        Row one = row(set, StrongStudy.ONE_PHASE);
        double published = publishedBelowControl(set);
        claims.add(below(
                "Strong-DFC with learned feedback learns " + set.title() + " as well as DFC"
                        + (published > 0 ? ", but for what published accuracies differ by." : "."),
                two,
                row(set, StrongStudy.DFC),
                Precision.round(CLOSE + published, 2)));
        claims.add(below(
                "On " + set.title() + " learned feedback serves Strong-DFC as well as the weight product of the start.",
                two,
                row(set, StrongStudy.FIXED),
                CLOSE));
        claims.add(below("In one phase Strong-DFC learns " + set.title() + " as well as in two.", one, two, CLOSE));
        claims.add(results.closeToBackprop(two));
        set.published(two.method()).ifPresent(accuracy -> claims.add(results.reachesPublished(two, accuracy)));
    }

    private Row row(ImageSet set, ImageMethod method) {
        return results.plan().row(set, method).orElseThrow();
    }

    private Claim below(String statement, Row row, Row reference, double most) {
        return Claim.atMost(
                statement,
                "points below " + reference.method().label() + " after " + Math.min(row.epochs(), reference.epochs())
                        + " epochs",
                most,
                results.behind(row, reference));
    }

    /** Points of the published accuracies; 0 where none are. */
    private static double publishedBelowControl(ImageSet set) {
        OptionalDouble control = set.published(StrongStudy.DFC);
        OptionalDouble strong = set.published(StrongStudy.TWO_PHASES);
        return control.isPresent() ? 100 * (control.getAsDouble() - strong.getAsDouble()) : 0;
    }
}
