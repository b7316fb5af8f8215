package org.apical.app.explain;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import org.apical.app.findings.Measure;

/** An {@link Explanation} as JSON; the keys are those of the command-line contract. */
public final class ExplanationJson {
    private ExplanationJson() {}

    /** Adds {@code layers} and {@code memory_bytes}. */
    public static void write(Explanation explained, ObjectNode root) {
        ArrayNode layers = root.putArray("layers");
        for (LayerFacts l : explained.layers()) {
            ObjectNode one = layers.addObject();
            one.put("name", l.name());
            one.put("units", l.units());
            one.put("neurons", l.neurons());
            one.put("cell", l.cell());
            one.put("soma", l.soma());
            one.put("synapses", l.synapses());
            for (Measure m : l.ofCell()) {
                String unit = m.unit().equals("1") ? "" : "_" + m.unit().toLowerCase(Locale.ROOT);
                one.put(m.quantity() + unit, m.value());
            }
            ArrayNode assumptions = one.putArray("assumptions");
            l.assumptions().forEach(a -> assumptions
                    .addObject()
                    .put("name", a.name())
                    .put("held", a.holds())
                    .put("measured", a.violation())
                    .put("limit", a.tolerance()));
        }
        root.put("memory_bytes", Math.round(explained.memory().bytes()));
    }
}
