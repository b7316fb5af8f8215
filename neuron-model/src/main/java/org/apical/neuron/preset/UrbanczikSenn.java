package org.apical.neuron.preset;

import java.util.List;
import org.apical.neuron.compartment.Compartment;
import org.apical.neuron.compartment.Coupling;
import org.apical.neuron.compartment.Dendrite;
import org.apical.neuron.compartment.PyramidalCell;
import org.apical.neuron.model.NeuronModel;
import org.apical.neuron.soma.AfterSpike;
import org.apical.neuron.soma.EscapeNoise;
import org.apical.neuron.synapse.ConductanceSynapse;
import org.apical.neuron.synapse.CurrentSynapse;
import org.apical.neuron.transfer.SigmoidRate;

/**
 * The two-compartment neuron of Urbanczik and Senn (2014): a soma that is nudged by conductances, one (basal) dendrite with current synapses that drives
 * the soma and does not see it, escape noise.
 *
 * <p>The publication is dimensionless; the numbers here are those of NEST's implementation, which relate to it by V = -70 mV + 15 mV u and g = 300 pF
 * times g per ms on every row.
 */
public final class UrbanczikSenn {
    private static final String NEST = "NEST 3 pp_cond_exp_mc_urbanczik, default ";

    private UrbanczikSenn() {}

    /** The neuron. */
    public static Preset preset() {
        Sheet s = new Sheet();
        PyramidalCell cell = new PyramidalCell(
                new Compartment(
                        s.read("C_s", 300, "pF", NEST + "C_m of the soma"),
                        s.read("gL_s", 30, "nS", NEST + "g_L of the soma")),
                List.of(new Dendrite(
                        PyramidalCell.BASAL,
                        Dendrite.Kind.BASAL,
                        new Compartment(
                                s.read("C_b", 300, "pF", NEST + "C_m of the dendrite"),
                                s.read("gL_b", 30, "nS", NEST + "g_L of the dendrite")),
                        PyramidalCell.SOMA,
                        s.read("g_bs", 600, "nS", NEST + "g_sp"))),
                s.read("E_L", -70, "mV", NEST + "E_L of both compartments"),
                Coupling.DENDRITE_TO_SOMA);
        SigmoidRate rate = new SigmoidRate(
                s.read("phi_max", 150, "Hz", NEST + "phi_max = 0.15 per ms"),
                s.read("k", 0.5, "", NEST + "rate_slope"),
                s.read("beta", 1.0 / 3, "1/mV", NEST + "beta"),
                s.read("theta", -55, "mV", NEST + "theta"));
        NeuronModel model = new NeuronModel(
                cell,
                List.of(
                        new CurrentSynapse(
                                "I_b", PyramidalCell.BASAL, s.read("tau_b", 3, "ms", NEST + "tau_syn of the dendrite")),
                        new ConductanceSynapse(
                                "gE_s",
                                PyramidalCell.SOMA,
                                s.read("tau_E", 3, "ms", NEST + "tau_syn_ex of the soma"),
                                s.read("E_E", 0, "mV", NEST + "E_ex of the soma")),
                        new ConductanceSynapse(
                                "gI_s",
                                PyramidalCell.SOMA,
                                s.read("tau_I", 3, "ms", NEST + "tau_syn_in of the soma"),
                                s.read("E_I", -75, "mV", NEST + "E_in of the soma"))),
                new EscapeNoise(
                        rate,
                        new AfterSpike.Refractory(s.read("t_ref", 3, "ms", NEST + "t_ref; spikes do not reset"))));
        return new Preset(
                "Urbanczik-Senn 2014",
                "R. Urbanczik and W. Senn, Learning by the dendritic prediction of somatic spiking, Neuron 81 (2014) 521-528",
                "Values of NEST's implementation in mV, pF, nS; the publication itself is dimensionless and has no apical dendrite.",
                model,
                s.numbers());
    }
}
