package org.apical.app.audit;

import java.util.ArrayList;
import java.util.List;
import org.apical.app.audit.RuleFacts.LayerLocality;
import org.apical.app.audit.RuleFacts.QuantityFacts;
import org.apical.app.audit.Tolerance.Curve;
import org.apical.app.audit.Tolerance.Point;
import org.apical.app.audit.TransportFacts.Alignment;
import org.apical.app.findings.Measure;
import org.apical.app.findings.Measures;

/** The numbers of an {@link AuditResult}, for {@code metrics.csv}. */
final class AuditMeasures {
    private final List<Measure> measures = new ArrayList<>();

    private AuditMeasures() {}

    static Measures of(AuditResult result) {
        AuditMeasures m = new AuditMeasures();
        m.add("test_accuracy", "before", result.training().before(), "1");
        m.add("test_accuracy", "after", result.training().after(), "1");
        result.rules().forEach(m::rule);
        result.transport().layers().forEach(m::alignment);
        m.alignment(result.transport().total());
        m.add("weights_copied", "feedback", result.transport().free() ? 0 : 1, "1");
        PhaseFacts phases = result.phases();
        m.add("change_in_free_phase", "before", phases.before(), "1");
        m.add("change_in_free_phase", "after", phases.after(), "1");
        m.add("ungated_update_cosine", "all", phases.cosineUngated(), "1");
        m.add("needs_phase_signal", "all", phases.needsPhaseSignal() ? 1 : 0, "1");
        m.add("presentations", "forward", phases.forwardPresentations(), "1");
        m.add("presentations", "feedback", phases.feedbackPresentations(), "1");
        for (PathwayFacts pathway : result.pathways()) {
            String of = pathway.from() + "/" + pathway.to();
            m.add("pathway_delay", of, pathway.delayMs(), "ms");
            m.add("pathway_weights_changed", of, pathway.changed(), "1");
        }
        for (PhaseFacts.Duration d : phases.durations()) {
            m.add("duration_update_cosine", AuditWords.plain(d.ms()) + " ms", d.cosine(), "1");
        }
        for (SignFacts s : result.signs()) {
            String of = s.from() + "/" + s.to();
            m.add("weights_of_changed_sign", of, s.changed(), "1");
            m.add("units_of_mixed_signs", of + "/before", s.mixedBefore(), "1");
            m.add("units_of_mixed_signs", of + "/after", s.mixedAfter(), "1");
        }
        m.strength(result.strengthBefore(), "before");
        m.strength(result.strengthAfter(), "after");
        result.tolerances().forEach(m::tolerance);
        return Measures.of(m.measures);
    }

    private void add(String quantity, String of, double value, String unit) {
        measures.add(Measure.of(quantity, of, value, unit));
    }

    private void rule(RuleFacts rule) {
        for (LayerLocality l : rule.layers()) {
            String of = rule.where() + "/" + l.layer();
            add("weights", of, l.weights(), "1");
            add("weights_that_differ_alone", of, l.differIsolated(), "1");
            add("weights_that_differ_poisoned", of, l.differPoisoned(), "1");
        }
        for (QuantityFacts q : rule.quantities()) {
            if (q.declared()) {
                String of = rule.where() + "/" + AuditWords.of(q.quantity());
                // since the start of the presentation: no length in ms
                add("window_declared", of, Double.isInfinite(q.declaredMs()) ? Double.NaN : q.declaredMs(), "ms");
                add("window_measured", of, q.measuredMs(), "ms");
            }
        }
    }

    private void alignment(Alignment a) {
        add("feedback_cosine_to_weights", a.layer() + "/start", a.productBefore(), "1");
        add("feedback_cosine_to_weights", a.layer() + "/end", a.productAfter(), "1");
        add("feedback_cosine_to_jacobian", a.layer() + "/start", a.jacobianBefore(), "1");
        add("feedback_cosine_to_jacobian", a.layer() + "/end", a.jacobianAfter(), "1");
        add("feedback_chance", a.layer(), a.chance(), "1");
        add("feedback_changed", a.layer(), a.changed(), "1");
    }

    private void strength(List<StrengthFacts> layers, String when) {
        for (StrengthFacts s : layers) {
            add("basal_drive_rms", s.layer() + "/" + when, s.basal(), "1");
            add("apical_contribution_rms", s.layer() + "/" + when, s.apical(), "1");
            add("lowest_rate", s.layer() + "/" + when, s.lowestHz(), "Hz");
        }
    }

    private void tolerance(Tolerance tolerance) {
        for (Curve curve : tolerance.curves()) {
            for (Point p : curve.points()) {
                String name = curve.name().isBlank() ? "" : "/" + curve.name();
                String of = tolerance.what().key() + name + "/" + AuditWords.plain(p.x());
                if (curve.trained()) {
                    add("tolerance_test_accuracy", of, p.accuracy(), "1");
                }
                add("tolerance_update_cosine_to_unchanged", of, p.cosineToPlain(), "1");
                add("tolerance_update_cosine_to_backprop", of, p.cosineToBackprop(), "1");
            }
        }
    }
}
