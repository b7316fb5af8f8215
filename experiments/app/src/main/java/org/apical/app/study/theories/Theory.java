package org.apical.app.study.theories;

import java.util.List;
import java.util.Locale;
import org.apical.app.study.StudyNetwork;

/** A row: a theory, with what it changes of the network. */
enum Theory {
    DFC("DFC", "control"),
    DFC_SS("DFC-SS", "control", "learning.update", "steady"),
    DFC_SSA("DFC-SSA", "control", "learning.update", "analytic"),
    STRONG(
            "Strong-DFC",
            "control",
            "learning.update",
            "steady",
            "layers[last].transfer",
            "sigmoid",
            "learning.target",
            "{label: {on: 0.9, off: 0.1}}"),
    LEAST_CONTROL("least control", "control", "learning.rule", "least control"),
    LEAST_INVERSION(
            "least control, dynamic inversion",
            "control",
            "learning.rule",
            "least control",
            "learning.feedback",
            "{inversion: {tauPsiMs: 1, backward: learned}}",
            "timing",
            "{dtMs: 1, tauUMs: 100, controlledMs: 199, tauVMs: 2}"),
    TEMPORAL_HEBBIAN("temporal Hebbian", "control", "learning.rule", "temporal Hebbian"),
    BACKPROP("backprop", "backprop"),
    DIRECT("direct feedback alignment", "direct feedback alignment", "learning.feedback", "{fixed: random}"),
    ALIGNMENT("feedback alignment", "feedback alignment"),
    KOLEN_POLLACK("Kolen–Pollack", "{kind: feedback alignment, backward: learned, decay: 0.001}"),
    WEIGHT_MIRROR("weight mirror", "weight mirror"),
    PHASELESS("phaseless alignment", "phaseless alignment"),
    CODING("predictive coding, clamped", "predictive coding"),
    NUDGED_CODING("predictive coding, nudged", "{kind: predictive coding, nudge: 0.01, tolerance: 1.0e-6}"),
    EQUILIBRIUM("equilibrium propagation", "{kind: equilibrium propagation, gain: 0.1, tolerance: 1.0e-6}"),
    OWN(
            "equilibrium propagation, own S",
            "{kind: equilibrium propagation, backward: own, gain: 0.1, tolerance: 1.0e-6}"),
    HOMEOSTASIS(
            "equilibrium propagation, own S, homeostasis",
            "{kind: equilibrium propagation, backward: own, gain: 0.1, homeostasis: 10, tolerance: 1.0e-6}"),
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
            "dis-inhibitory control, threshold", "{kind: dis-inhibitory control, rule: linear threshold}"),
    FORWARD_FORWARD("forward-forward", "forward-forward"),
    COUNTER_CURRENT("counter-current learning", "counter-current"),
    SUPPORT("direct feedback, alignment support", "alignment support", "learning.feedback", "{fixed: random}"),
    INVERTED("target propagation by regularised inversion", "target propagation");

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

    /** Whether it is a theory of neurons with compartments, which learn it as F2 and F3, too. */
    boolean compartments() {
        return this == DFC || this == LEAST_CONTROL || this == TEMPORAL_HEBBIAN;
    }

    /** Why it does not learn as F2 and F3: a theory of rates, or one whose circuit no formulation of neurons has here. */
    String ratesAlone() {
        return switch (this) {
            case LEAST_INVERSION,
                    WEIGHT_MIRROR,
                    PHASELESS,
                    MICROCIRCUIT,
                    TRANSPOSED_MICROCIRCUIT,
                    LEARNED_MICROCIRCUIT,
                    BURST_CCN,
                    TRANSPOSED_BURST_CCN,
                    LEARNED_BURST_CCN,
                    DISINHIBITION,
                    THRESHOLD_DISINHIBITION -> "not built";
            default -> "rates alone";
        };
    }

    /**
     * The network that learns so.
     *
     * @param last number of the output layer
     */
    StudyNetwork of(StudyNetwork network, int last) {
        StudyNetwork changed = network.with("learning.method", method);
        for (int k = 0; k < more.size(); k += 2) {
            changed = changed.with(more.get(k).replace("[last]", "[" + last + "]"), more.get(k + 1));
        }
        return changed;
    }
}
