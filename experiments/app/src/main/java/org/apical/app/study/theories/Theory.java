package org.apical.app.study.theories;

import java.util.List;
import java.util.Locale;
import org.apical.app.study.StudyNetwork;

/** A row: a theory, with what it changes of the network. */
enum Theory {
    DFC("DFC", "control"),
    DFC_SSA("DFC-SSA", "control", "learning.update", "analytic"),
    BACKPROP("backprop", "backprop"),
    DIRECT("direct feedback alignment", "direct feedback alignment", "learning.feedback", "{fixed: random}"),
    ALIGNMENT("feedback alignment", "feedback alignment"),
    KOLEN_POLLACK("Kolen–Pollack", "{kind: feedback alignment, backward: learned, decay: 0.001}"),
    CODING("predictive coding, clamped", "predictive coding"),
    NUDGED_CODING("predictive coding, nudged", "{kind: predictive coding, nudge: 0.01, tolerance: 1.0e-6}"),
    EQUILIBRIUM("equilibrium propagation", "{kind: equilibrium propagation, gain: 0.1, tolerance: 1.0e-6}"),
    OWN(
            "equilibrium propagation, own S",
            "{kind: equilibrium propagation, backward: own, gain: 0.1, tolerance: 1.0e-6}"),
    HOMEOSTASIS(
            "equilibrium propagation, own S, homeostasis",
            "{kind: equilibrium propagation, backward: own, gain: 0.1, homeostasis: 1, tolerance: 1.0e-6}"),
    MODULATION("input modulation (PEPITA)", "input modulation"),
    MICROCIRCUIT("dendritic microcircuit", "{kind: dendritic microcircuit, tolerance: 1.0e-6}"),
    TRANSPOSED_MICROCIRCUIT(
            "dendritic microcircuit, W^T", "{kind: dendritic microcircuit, topDown: transposed, tolerance: 1.0e-6}"),
    LEARNED_MICROCIRCUIT(
            "dendritic microcircuit, plastic interneurons",
            "{kind: dendritic microcircuit, interneurons: copied, tolerance: 1.0e-6}"),
    BURST_CCN("BurstCCN", "BurstCCN"),
    TRANSPOSED_BURST_CCN("BurstCCN, W^T", "{kind: BurstCCN, bursts: transposed}"),
    LEARNED_BURST_CCN("BurstCCN, plastic Q", "{kind: BurstCCN, events: learned}"),
    DISINHIBITION("dis-inhibitory control", "dis-inhibitory control"),
    THRESHOLD_DISINHIBITION(
            "dis-inhibitory control, threshold", "{kind: dis-inhibitory control, rule: linear threshold}");

    private final String label;
    private final String method;
    private final List<String> more;

    /** @param more keys and values beside the method */
    Theory(String label, String method, String... more) {
        this.label = label;
        this.method = method;
        this.more = List.of(more);
    }

    String label() {
        return label;
    }

    /** Its name in measures. */
    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The network that learns so. */
    StudyNetwork of(StudyNetwork network) {
        StudyNetwork changed = network.with("learning.method", method);
        for (int k = 0; k < more.size(); k += 2) {
            changed = changed.with(more.get(k), more.get(k + 1));
        }
        return changed;
    }
}
