package org.apical.neuron.preset;

import java.util.List;
import org.apical.neuron.compartment.Compartment;
import org.apical.neuron.compartment.Coupling;
import org.apical.neuron.compartment.PyramidalCell;
import org.apical.neuron.model.NeuronModel;
import org.apical.neuron.soma.Graded;
import org.apical.neuron.synapse.InjectedCurrent;
import org.apical.neuron.transfer.SoftRectifiedRate;

/**
 * The pyramidal neuron of Sacramento, Costa, Bengio and Senn (2018): du/dt = -g_lk u + g_B (v_B - u) + g_A (v_A - u) + I, dendritic potentials v_B =
 * W phi and v_A given at once by the rates that arrive, graded output.
 *
 * <p>Dimensionless in the publication. Here u = (V - E_L) / 5 mV; a drive W phi is the current gL_d 5 mV W phi into a dendrite.
 */
public final class Sacramento {
    /** Potential (mV) of a dimensionless unit. */
    public static final double MV_PER_UNIT = 5;

    private static final String REPORTED = "reimplementations of arXiv 1801.00062 and of the 2018 publication agree";
    private static final double CAPACITANCE_PICO_F = 300;

    private Sacramento() {}

    /** The neuron. */
    public static Preset preset() {
        Sheet s = new Sheet();
        double c =
                s.chosen("C_s", CAPACITANCE_PICO_F, "pF", "cancels in du/dt; as in the preset of Urbanczik and Senn");
        double perMs = CAPACITANCE_PICO_F;
        Compartment soma = new Compartment(
                c, s.reimplemented("gL_s", 0.1 * perMs, "nS", "g_lk = 0.1 per ms times C_s; " + REPORTED));
        double rest = s.chosen("E_L", -70, "mV", "rest is 0 in the publication");
        PyramidalCell cell = PyramidalCell.threeCompartments(
                soma,
                dendrite(s, "b"),
                dendrite(s, "a"),
                s.reimplemented("g_bs", 1.0 * perMs, "nS", "g_B = 1 per ms times C_s; " + REPORTED),
                s.reimplemented("g_as", 0.8 * perMs, "nS", "g_A = 0.8 per ms times C_s; " + REPORTED),
                rest,
                Coupling.DENDRITE_TO_SOMA);
        SoftRectifiedRate rate = new SoftRectifiedRate(
                s.chosen(
                        "gamma",
                        100,
                        "Hz",
                        "gamma = 0.1, taken as spikes per ms; the publication's rates have no unit"),
                s.derived(
                        "theta",
                        -55,
                        "mV",
                        "theta = 3 (regression task; other tasks use log(1 + exp u) or a logistic): E_L + 3 x 5 mV"),
                s.derived("Delta", MV_PER_UNIT, "mV", "beta = 1: 5 mV / 1"));
        NeuronModel model = new NeuronModel(
                cell,
                List.of(
                        new InjectedCurrent("I_b", PyramidalCell.BASAL),
                        new InjectedCurrent("I_a", PyramidalCell.APICAL),
                        new InjectedCurrent("I_teach", PyramidalCell.SOMA)),
                new Graded(rate));
        return new Preset(
                "Sacramento 2018",
                "J. Sacramento, R. P. Costa, Y. Bengio and W. Senn, Dendritic cortical microcircuits approximate the backpropagation"
                        + " algorithm, NeurIPS 31 (2018)",
                "Dimensionless in the publication; unit of potential, capacitance and rate are chosen here. The teaching current is"
                        + " g_som (u_target - u), g_som = 0.8 per ms.",
                model,
                s.numbers());
    }

    private static Compartment dendrite(Sheet s, String letter) {
        String why = "the publication's dendrites have no membrane: tau_d = 0.1 ms, its time step, stands for none";
        return new Compartment(
                s.chosen("C_" + letter, CAPACITANCE_PICO_F, "pF", why),
                s.chosen("gL_" + letter, 10 * CAPACITANCE_PICO_F, "nS", why));
    }
}
