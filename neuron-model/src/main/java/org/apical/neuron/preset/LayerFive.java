package org.apical.neuron.preset;

import java.util.List;
import org.apical.neuron.compartment.Compartment;
import org.apical.neuron.compartment.Coupling;
import org.apical.neuron.compartment.PyramidalCell;
import org.apical.neuron.model.NeuronModel;
import org.apical.neuron.soma.LeakyIntegrateAndFire;
import org.apical.neuron.synapse.AfterSpikeConductance;
import org.apical.neuron.synapse.CalciumConductance;
import org.apical.neuron.synapse.ConductanceSynapse;
import org.apical.neuron.synapse.NmdaSynapse;

/**
 * A layer-5 pyramidal cell reduced to three compartments: membrane areas and axial resistivities of the reduced model of Bahl et al. (2012), apical
 * shaft with obliques and tuft taken together, passive; AMPA, GABA_A and NMDA synapses; apical events that a spike starts where it finds the
 * dendrite depolarised, and an afterhyperpolarisation.
 *
 * <p>C = c_m A, gL = A / R_m, both twice that on the apical dendrite, for its spines; g_bs through half of the basal dendrite, g_as through the whole
 * apical shaft, which puts the apical node where the tuft begins.
 */
public final class LayerFive {
    private static final double SOMA_UM2 = 1682.96;
    private static final double BASAL_UM2 = 7060.91;
    private static final double SHAFT_UM2 = 9312.39;
    private static final double TUFT_UM2 = 9434.25;
    private static final double SPINES = 2;
    private static final double MEMBRANE_OHM_CM2 = 15000;
    private static final double BASAL_UM = 257;
    private static final double SHAFT_UM = 500;
    private static final double BASAL_OHM_CM = 734;
    private static final double SHAFT_OHM_CM = 261;

    private static final String AREA = " (Bahl et al. 2012, ModelDB 146026), c_m = 1 uF/cm2";
    private static final String LEAK =
            " / R_m, R_m = 15000 Ohm cm2 (template of the model file, before its fit, which relies on I_h)";
    private static final String APICAL_UM2 = "2 x (9312.39 + 9434.25) um2, 2 for spines";
    private static final String WANG = "NEST iaf_bw_2001 (Wang 1999; Brunel and Wang 2001)";

    private static final String NAUD = "E_d and D_d of the dendrite of Naud and Sprekeler (2018)";
    private static final String BURSTS =
            "somatic input alone fires single spikes, with apical input bursts (Larkum, Zhu and Sakmann 1999; ApicalEventTest)";

    private LayerFive() {}

    /** The neuron. */
    public static Preset preset() {
        Sheet s = new Sheet();
        PyramidalCell cell = PyramidalCell.threeCompartments(
                new Compartment(
                        s.derived("C_s", picoF(SOMA_UM2), "pF", "area 1682.96 um2" + AREA),
                        s.derived("gL_s", nanoS(SOMA_UM2), "nS", "area 1682.96 um2" + LEAK)),
                new Compartment(
                        s.derived("C_b", picoF(BASAL_UM2), "pF", "area 7060.91 um2" + AREA),
                        s.derived("gL_b", nanoS(BASAL_UM2), "nS", "area 7060.91 um2" + LEAK)),
                new Compartment(
                        s.derived("C_a", SPINES * picoF(SHAFT_UM2 + TUFT_UM2), "pF", "area " + APICAL_UM2 + AREA),
                        s.derived("gL_a", SPINES * nanoS(SHAFT_UM2 + TUFT_UM2), "nS", "area " + APICAL_UM2 + LEAK)),
                s.derived(
                        "g_bs",
                        axialNanoS(BASAL_OHM_CM, BASAL_UM / 2, BASAL_UM2 / BASAL_UM),
                        "nS",
                        "R_a = 734 Ohm cm over half of 257 um, diameter area / (pi length) (Bahl et al. 2012)"),
                s.derived(
                        "g_as",
                        axialNanoS(SHAFT_OHM_CM, SHAFT_UM, SHAFT_UM2 / SHAFT_UM),
                        "nS",
                        "R_a = 261 Ohm cm over 500 um of shaft, diameter area / (pi length) (Bahl et al. 2012)"),
                s.read("E_L", -70, "mV", "e_pas of the model file's template"),
                Coupling.RECIPROCAL);
        NeuronModel model = new NeuronModel(
                cell,
                List.of(
                        ampa(s, "gAMPA_b", PyramidalCell.BASAL),
                        gaba(s, "gGABA_b", PyramidalCell.BASAL),
                        ampa(s, "gAMPA_a", PyramidalCell.APICAL),
                        gaba(s, "gGABA_a", PyramidalCell.APICAL),
                        new NmdaSynapse(
                                "gNMDA_a",
                                PyramidalCell.APICAL,
                                s.read("tau_NMDA", 100, "ms", WANG),
                                s.read("E_NMDA", 0, "mV", WANG),
                                s.read("[Mg]", 1, "mM", WANG)),
                        new CalciumConductance(
                                "gCa_a",
                                PyramidalCell.APICAL,
                                s.chosen("tau_Ca", 15, "ms", "events of tens of ms (Larkum, Zhu and Sakmann 1999)"),
                                s.chosen("E_Ca", 50, "mV", "ohmic stand-in for a calcium current, which rectifies"),
                                s.read("V_half", -38, "mV", NAUD),
                                s.read("D", 6, "mV", NAUD),
                                s.chosen("g_Ca", 200, "nS", BURSTS),
                                s.chosen(
                                        "t_ref,Ca",
                                        80,
                                        "ms",
                                        "the event outlasts its burst, and does not renew itself")),
                        new AfterSpikeConductance(
                                "gAHP_s",
                                PyramidalCell.SOMA,
                                s.chosen("tau_AHP", 10, "ms", BURSTS),
                                s.chosen("E_K", -90, "mV", "potassium reversal of mammalian neurons"),
                                s.chosen("Delta g_AHP", 40, "nS", BURSTS))),
                new LeakyIntegrateAndFire(
                        s.read("V_th", -55, "mV", WANG + ", code"),
                        s.read("V_reset", -60, "mV", WANG + ", code"),
                        s.read("t_ref", 2, "ms", WANG)));
        return new Preset(
                "layer 5",
                "A. Bahl, M. B. Stemmler, A. V. M. Herz and A. Roth, Automated optimization of a reduced layer 5 pyramidal cell model based"
                        + " on experimental data, J. Neurosci. Methods 210 (2012) 22-34",
                "Derived from that model's geometry, not a published three-compartment model: no active currents but NMDA, apical"
                        + " calcium-like events at back-propagating spikes and an afterhyperpolarisation, no"
                        + " I_h, no axon. The soma holds 4 % of the capacitance: after a spike the dendrites recharge it within 0.2 ms.",
                model,
                s.numbers());
    }

    private static ConductanceSynapse ampa(Sheet s, String name, String site) {
        return new ConductanceSynapse(name, site, s.read("tau_AMPA", 2, "ms", WANG), s.read("E_AMPA", 0, "mV", WANG));
    }

    private static ConductanceSynapse gaba(Sheet s, String name, String site) {
        String source = "GABA_A of the Blue Brain Project's DetGABAAB.mod";
        return new ConductanceSynapse(
                name, site, s.read("tau_GABA", 8, "ms", source), s.read("E_GABA", -80, "mV", source));
    }

    /** 1 uF/cm2 = 0.01 pF/um2. */
    private static double picoF(double um2) {
        return 0.01 * um2;
    }

    /** A / R_m: 1 um2 / (1 Ohm cm2) = 1e-8 S = 10 nS. */
    private static double nanoS(double um2) {
        return 10 * um2 / MEMBRANE_OHM_CM2;
    }

    /** 1 / (R_a l / (pi d^2 / 4)), d = area / (pi length): um2/(Ohm cm um) = 1e-4 S = 1e5 nS. */
    private static double axialNanoS(double ohmCm, double um, double circumferenceUm) {
        double diameter = circumferenceUm / Math.PI;
        return 1e5 * Math.PI * diameter * diameter / 4 / (ohmCm * um);
    }
}
