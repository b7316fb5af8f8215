package org.apical.app.explain;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.apical.neuron.compartment.TransferResistances;

/** An {@link Explanation} as JSON; the keys are those of the command-line contract. */
public final class ExplanationJson {
    private static final double MEGA = 1000;

    private ExplanationJson() {}

    /** Adds {@code layers} and {@code memory_bytes}. */
    public static void write(Explanation explained, ObjectNode root) {
        ArrayNode layers = root.putArray("layers");
        for (LayerFacts l : explained.layers()) {
            TransferResistances r = l.reduction().resistances();
            ObjectNode one = layers.addObject();
            one.put("name", l.name());
            one.put("units", l.units());
            one.put("neurons", l.neurons());
            one.put("cell", l.cell());
            one.put("soma", l.soma());
            one.put("tau_v_ms", l.reduction().cell().somaticTimeConstantMs());
            one.put("transfer_resistance_soma_basal_mohm", MEGA * r.somaBasal());
            one.put("transfer_resistance_soma_apical_mohm", MEGA * r.somaApical());
            one.put("transfer_resistance_basal_basal_mohm", MEGA * r.basalBasal());
            one.put("transfer_resistance_basal_apical_mohm", MEGA * r.basalApical());
            one.put("transfer_resistance_apical_apical_mohm", MEGA * r.apicalApical());
            one.put("kappa", r.basalAttenuation());
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
