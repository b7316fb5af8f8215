package org.apical.app.audit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apical.app.activity.LayerActivity;
import org.apical.app.audit.RuleFacts.LayerLocality;
import org.apical.app.audit.RuleFacts.QuantityFacts;
import org.apical.app.audit.TransportFacts.Alignment;
import org.apical.app.findings.Measure;
import org.apical.app.findings.Measures;
import org.apical.plasticity.reference.Reference;

/** The numbers of {@link AuditResult}s, seed by seed, for {@code metrics.csv}. */
final class AuditMeasures {
    private static final String NETWORK = "network";
    private static final String OF = "of";
    private static final String SEED = "seed";

    private final List<Measure> measures = new ArrayList<>();
    private String network;
    private long seed;

    private AuditMeasures() {}

    static Measures of(List<AuditResult> results) {
        AuditMeasures m = new AuditMeasures();
        results.forEach(m::result);
        return new Measures(List.of(NETWORK, SEED, Measures.QUANTITY, OF), m.measures);
    }

    private void add(String quantity, String of, double value, String unit) {
        Map<String, String> at = new LinkedHashMap<>();
        at.put(NETWORK, network);
        at.put(SEED, Long.toString(seed));
        at.put(OF, of);
        measures.add(new Measure(quantity, at, value, unit));
    }

    private void result(AuditResult result) {
        network = result.name();
        for (int k = 0; k < result.seeds().size(); k++) {
            SeedFacts facts = result.seeds().get(k);
            seed = facts.seed();
            trained("", result.described().get(k));
            for (Map.Entry<Question, List<Trained>> one : result.full().entrySet()) {
                trained("/" + one.getKey().label(), one.getValue().get(k));
            }
            for (Map.Entry<Question, List<Trained>> one : result.changed().entrySet()) {
                trained("/short/" + one.getKey().label(), one.getValue().get(k));
            }
            for (Sweep sweep : result.sweeps()) {
                for (Sweep.Point point : sweep.points()) {
                    trained(
                            "/" + sweep.what().key() + "/" + AuditWords.number(point.x()),
                            point.trained().get(k));
                }
            }
            for (Audit.Depth depth : result.depths()) {
                trained("/hidden/" + depth.hidden(), depth.trained().get(k));
                if (!depth.backprop().isEmpty()) {
                    trained(
                            "/hidden/" + depth.hidden() + "/backprop",
                            depth.backprop().get(k));
                }
            }
            facts(result, facts);
        }
    }

    private void trained(String what, Trained trained) {
        add("test_accuracy", "before" + what, trained.before(), "1");
        add("test_accuracy", "after" + what, trained.after(), "1");
        if (trained.diverged()) {
            add("diverged_in_epoch", "training" + what, trained.divergedEpoch(), "1");
        }
        add("update_cosine_to_unchanged", "first" + what, trained.cosineToPlain(), "1");
        for (Reference reference : Reference.values()) {
            add("update_cosine_to_" + reference.id(), "first" + what, trained.cosine(reference), "1");
        }
    }

    private void facts(AuditResult result, SeedFacts facts) {
        facts.rules().forEach(this::rule);
        facts.transport().layers().forEach(this::alignment);
        alignment(facts.transport().total());
        add("weights_copied", "feedback", facts.transport().free() ? 0 : 1, "1");
        for (PhaseFacts phases : facts.phases()) {
            add("ungated_update_cosine", phases.pathway(), phases.cosineUngated(), "1");
            for (PhaseFacts.Part part : phases.parts()) {
                String of = phases.pathway() + "/" + part.phase().label();
                add("phase_change", of, part.size(), "1");
                add("phase_change_cosine", of, part.cosine(), "1");
            }
        }
        facts.presentations().ifPresent(p -> {
            add("presentations", "forward", p.forwardPresentations(), "1");
            add("presentations", "feedback", p.feedbackPresentations(), "1");
            for (PresentationFacts.Duration d : p.durations()) {
                add("duration_update_cosine", AuditWords.plain(d.ms()) + " ms", d.cosine(), "1");
            }
        });
        for (PathwayFacts pathway : facts.pathways()) {
            String of = pathway.from() + "/" + pathway.to();
            add("pathway_delay", of, pathway.delayMs(), "ms");
            add("pathway_weights_changed", of, pathway.changed(), "1");
        }
        for (SignFacts s : facts.signs()) {
            String of = s.from() + "/" + s.to();
            add("weights_of_changed_sign", of, s.changed(), "1");
            add("units_of_mixed_signs", of + "/before", s.mixedBefore(), "1");
            add("units_of_mixed_signs", of + "/after", s.mixedAfter(), "1");
        }
        strength(facts.strengthBefore(), "before");
        strength(facts.strengthAfter(), "after");
        for (int l = 0; l < facts.activity().size(); l++) {
            LayerActivity activity = facts.activity().get(l);
            String layer = result.neurons().get(l).layer();
            add("rate_mean", layer, activity.meanHz(), "Hz");
            add("rate_highest", layer, activity.highestHz(), "Hz");
            for (int c = 0; c < activity.potentials().size(); c++) {
                add(
                        "potential_outside",
                        layer + "/" + LayerActivity.COMPARTMENTS.get(c),
                        activity.potentials().get(c).outside(),
                        "1");
            }
        }
        for (int l = 0; l < facts.unitaryMv().size(); l++) {
            add(
                    "unitary_potential",
                    result.neurons().get(l + 1).layer(),
                    facts.unitaryMv().get(l),
                    "mV");
        }
        for (int when = 0; when < facts.loop().size(); when++) {
            String of = when == 0 ? "before" : "after";
            add("phase_margin", of, facts.loop().get(when).phaseDegrees(), "degrees");
            add("eigenvalue_largest_real", of, facts.loop().get(when).eigenvaluePerSecond(), "1/s");
        }
        for (int when = 0; when < facts.references().size(); when++) {
            double[][] cosines = facts.references().get(when);
            for (int l = 0; l < cosines.length; l++) {
                String layer =
                        l < result.neurons().size() ? result.neurons().get(l).layer() : "all layers";
                for (Reference reference : Reference.values()) {
                    add(
                            "update_cosine_to_" + reference.id(),
                            layer + (when == 0 ? "/before" : "/after"),
                            cosines[l][reference.ordinal()],
                            "1");
                }
            }
        }
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
                String of = rule.where() + "/" + q.quantity();
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
}
