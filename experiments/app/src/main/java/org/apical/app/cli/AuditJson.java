package org.apical.app.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import org.apical.app.audit.AuditResult;
import org.apical.app.audit.PathwayFacts;
import org.apical.app.audit.PhaseFacts;
import org.apical.app.audit.RuleFacts;
import org.apical.app.audit.SignFacts;
import org.apical.app.audit.StrengthFacts;
import org.apical.app.audit.Tolerance;
import org.apical.app.audit.TransportFacts;

/** An {@link AuditResult} as one JSON object; its keys are in the README. Numbers that are none, and infinite ones, are null. */
final class AuditJson {
    private final ObjectNode root;

    private AuditJson(ObjectNode root) {
        this.root = root;
    }

    static void put(ObjectNode root, String file, AuditResult result) {
        AuditJson json = new AuditJson(root);
        root.put("network", file);
        root.put("seed", result.experiment().seed());
        root.put("quick", result.quick());
        put(json.root, "test_accuracy_before", result.training().before());
        put(json.root, "test_accuracy", result.training().after());
        ArrayNode rules = json.root.putArray("rules");
        result.rules().forEach(rule -> rule(rules.addObject(), rule));
        ArrayNode pathways = json.root.putArray("pathways");
        result.pathways().forEach(pathway -> pathway(pathways.addObject(), pathway));
        json.transport(result.transport());
        json.phases(result.phases());
        ArrayNode signs = json.root.putArray("signs");
        result.signs().forEach(sign -> sign(signs.addObject(), sign));
        ArrayNode strength = json.root.putArray("feedback_strength");
        for (int l = 0; l < result.strengthAfter().size(); l++) {
            strength(
                    strength.addObject(),
                    result.strengthBefore().get(l),
                    result.strengthAfter().get(l));
        }
        ObjectNode tolerance = json.root.putObject("tolerance");
        result.tolerances().forEach(t -> tolerance(tolerance.putArray(t.what().key()), t));
    }

    private static void put(ObjectNode node, String key, double value) {
        FindingsJson.number(node, key, value);
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static void rule(ObjectNode node, RuleFacts rule) {
        node.put("name", rule.name());
        node.put("where", rule.where());
        ArrayNode readings = node.putArray("quantities");
        for (RuleFacts.QuantityFacts q : rule.quantities()) {
            ObjectNode one = readings.addObject();
            one.put("quantity", word(q.quantity()));
            one.put("declared", q.declared());
            put(one, "window_declared_ms", q.declared() ? q.declaredMs() : Double.NaN);
            put(one, "window_measured_ms", q.measuredMs());
            one.put("since_start", Double.isInfinite(q.declaredMs()));
        }
        ArrayNode layers = node.putArray("layers");
        for (RuleFacts.LayerLocality l : rule.layers()) {
            ObjectNode one = layers.addObject();
            one.put("layer", l.layer());
            one.put("weights", l.weights());
            one.put("differ_alone", l.differIsolated());
            one.put("differ_poisoned", l.differPoisoned());
            ArrayNode unreached = one.putArray("declared_unreached");
            l.declaredUnreached().forEach(q -> unreached.add(word(q)));
        }
    }

    private static void pathway(ObjectNode node, PathwayFacts pathway) {
        node.put("kind", word(pathway.kind()));
        node.put("from", pathway.from());
        node.put("to", pathway.to());
        node.put("weights", pathway.synapses());
        put(node, "delay_ms", pathway.delayMs());
        node.put("origin", word(pathway.origin()));
        node.put("borrows_weights", pathway.borrows());
        put(node, "changed", pathway.changed());
    }

    private void transport(TransportFacts transport) {
        ObjectNode node = root.putObject("weight_transport");
        node.put("provenance", word(transport.provenance()));
        node.put("copied", !transport.free());
        ArrayNode layers = node.putArray("layers");
        transport.layers().forEach(layer -> alignment(layers.addObject(), layer));
        alignment(node.putObject("total"), transport.total());
    }

    private static void alignment(ObjectNode node, TransportFacts.Alignment a) {
        node.put("layer", a.layer());
        node.put("entries", a.entries());
        put(node, "cosine_to_weights_start", a.productBefore());
        put(node, "cosine_to_weights_end", a.productAfter());
        put(node, "cosine_to_jacobian_start", a.jacobianBefore());
        put(node, "cosine_to_jacobian_end", a.jacobianAfter());
        put(node, "random_deviation", a.randomDeviation());
        put(node, "chance", a.chance());
        put(node, "changed", a.changed());
    }

    private void phases(PhaseFacts phases) {
        ObjectNode node = root.putObject("phases");
        put(node, "free_ms", phases.freeMs());
        put(node, "controlled_ms", phases.controlledMs());
        put(node, "feedback_ms", phases.feedbackMs());
        node.put("target_needs_free_phase", phases.targetNeedsFree());
        node.put("needs_phase_signal", phases.needsPhaseSignal());
        put(node, "change_before", phases.before());
        put(node, "change_after", phases.after());
        put(node, "cosine_always_plastic", phases.cosineUngated());
        node.put("forward_presentations", phases.forwardPresentations());
        node.put("feedback_presentations", phases.feedbackPresentations());
        ArrayNode durations = node.putArray("durations");
        for (PhaseFacts.Duration d : phases.durations()) {
            ObjectNode one = durations.addObject();
            put(one, "ms", d.ms());
            put(one, "cosine", d.cosine());
        }
    }

    private static void sign(ObjectNode node, SignFacts sign) {
        node.put("from", sign.from());
        node.put("to", sign.to());
        node.put("weights", sign.weights());
        put(node, "turned", sign.changedSign());
        put(node, "mixed_before", sign.mixedBefore());
        put(node, "mixed_after", sign.mixedAfter());
    }

    private static void strength(ObjectNode node, StrengthFacts before, StrengthFacts after) {
        node.put("layer", after.layer());
        put(node, "basal_rms", after.basal());
        put(node, "apical_rms", after.apical());
        put(node, "basal_mv", after.basalMv());
        put(node, "apical_mv", after.apicalMv());
        put(node, "ratio_before", before.ratio());
        put(node, "ratio", after.ratio());
        put(node, "lowest_hz", after.lowestHz());
    }

    private static void tolerance(ArrayNode curves, Tolerance tolerance) {
        for (Tolerance.Curve curve : tolerance.curves()) {
            ObjectNode node = curves.addObject();
            node.put("name", curve.name());
            node.put("trained", curve.trained());
            put(node, "unchanged", curve.unchanged());
            ArrayNode points = node.putArray("points");
            for (Tolerance.Point p : curve.points()) {
                ObjectNode one = points.addObject();
                put(one, "x", p.x());
                put(one, "test_accuracy", p.accuracy());
                put(one, "cosine_to_unchanged", p.cosineToPlain());
                put(one, "cosine_to_backprop", p.cosineToBackprop());
            }
        }
    }
}
