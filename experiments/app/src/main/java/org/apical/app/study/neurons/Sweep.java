package org.apical.app.study.neurons;

import java.util.List;
import java.util.Locale;
import org.apical.app.experiment.Form;
import org.apical.app.study.StudyNetwork;

/** What of the neurons is changed, one thing at a time. */
enum Sweep {
    /** Couplings of a given sum; synapses on apical dendrites are those of the standard cell. */
    COUPLING(
            "Coupling of the dendrites",
            "g_as/g_bs",
            "Couplings of the dendrites, g_as + g_bs = " + Sweep.COUPLINGS_NANO_S
                    + " nS; apical synapses are not scaled to them (remap: basal), so that feedback and the gain of the loop change with R_sa.",
            List.of(Form.F1, Form.F2, Form.F3)) {
        @Override
        StudyNetwork of(StudyNetwork standard, double ratio) {
            return standard.with("neurons.remap", "basal")
                    .with("neurons.cell.basalCouplingNanoS", COUPLINGS_NANO_S / (1 + ratio))
                    .with("neurons.cell.apicalCouplingNanoS", COUPLINGS_NANO_S * ratio / (1 + ratio));
        }
    },
    /** Conductances under Dale's law. */
    NMDA(
            "NMDA",
            "share of NMDA",
            "AMPA and GABA_A on both dendrites; a share of apical excitation, at the working point, flows through NMDA channels.",
            List.of(Form.F1, Form.F2, Form.F3)) {
        @Override
        StudyNetwork of(StudyNetwork standard, double share) {
            return standard.with(
                    "neurons.synapses", "{basal: conductance, apical: {conductance: {nmda: " + share + "}}}");
        }
    },
    /** Adaptive exponential somata; all formulations have their f–I curve. */
    ADAPTATION(
            "Adaptation",
            "b (pA)",
            "Adaptive exponential somata with currents, 40 neurons a unit; b is what a spike adds to the adaptation current. F1 has the f–I curve of the soma, too.",
            List.of(Form.F1, Form.F3)) {
        @Override
        StudyNetwork of(StudyNetwork standard, double picoA) {
            return standard.with("layers[0].transfer", "f-I curve")
                    .with("layers[1].transfer", "f-I curve")
                    .with("neurons.cell.soma", "{capacitancePicoF: 400, leakNanoS: 2}")
                    .with("neurons.cell.basalCouplingNanoS", 12)
                    .with("neurons.cell.apicalCouplingNanoS", 6)
                    .with("neurons.hidden", "{offsetMv: 20, scaleMv: 3, baselineHz: 30, gainHz: 20}")
                    .with("neurons.output", "{offsetMv: 20, scaleMv: 0.6, baselineHz: 30, gainHz: 10}")
                    .with(
                            "spikes.soma",
                            "{kind: adaptive exponential, slopeMv: 2, thresholdMv: -55, peakMv: -40, resetMv: -65, refractoryMs: 2, adaptationNanoS: 1, adaptationPicoA: "
                                    + picoA + ", adaptationTauMs: 100}")
                    .with("spikes.neuronsPerUnit", 40)
                    .with("spikes.noiseMv", 3)
                    .with("spikes.partMs", 0.25)
                    .with("agreement.settleMs", 4000);
        }
    };

    private static final double COUPLINGS_NANO_S = 6;

    private final String heading;
    private final String quantity;
    private final String caption;
    private final List<Form> formulations;

    Sweep(String heading, String quantity, String caption, List<Form> formulations) {
        this.heading = heading;
        this.quantity = quantity;
        this.caption = caption;
        this.formulations = formulations;
    }

    /** The network with one value of it. */
    abstract StudyNetwork of(StudyNetwork standard, double value);

    /** What stands above its figures. */
    String heading() {
        return heading;
    }

    /** What is changed, with its unit. */
    String quantity() {
        return quantity;
    }

    /** What is done, in words. */
    String caption() {
        return caption;
    }

    /** As what the networks are run, the reference first. */
    List<Form> formulations() {
        return formulations;
    }

    /** Its name in measures. */
    String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
