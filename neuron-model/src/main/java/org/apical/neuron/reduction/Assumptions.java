package org.apical.neuron.reduction;

import java.util.ArrayList;
import java.util.List;
import org.apical.neuron.compartment.PyramidalCell;
import org.apical.neuron.compartment.TimeConstants;
import org.apical.neuron.compartment.TransferResistances;
import org.apical.neuron.model.NeuronModel;
import org.apical.neuron.parameter.Require;
import org.apical.neuron.synapse.Input;
import org.apical.neuron.transfer.TransferFunction;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * Which assumptions of the reduction (physics.md 5) hold for a neuron, and by how much the others are violated. The tolerances are those of
 * physics.md 5 where it gives them (5 % of the time course at tau_b <= tau_v / 20), else 5 %.
 */
public final class Assumptions {
    /** Name of the assumption that a code can carry every rate of phi. */
    public static final String NOT_NEGATIVE = "firing rates nu_0 + nu_1 phi(v) are not negative";

    private static final double TOLERANCE = 0.05;
    /** Far outside the range of any transfer function's bend. */
    private static final double FAR = 50;

    private final RateReduction reduction;
    private final PyramidalCell cell;
    private final List<Input> inputs;
    private final List<Assumption> list = new ArrayList<>();

    private Assumptions(RateReduction reduction, List<Input> inputs) {
        this.reduction = reduction;
        this.cell = reduction.cell();
        this.inputs = inputs;
    }

    /**
     * Checks a neuron.
     *
     * @param transfer phi of the unit it stands for
     * @param meanInput typical size of each input of the model: pA or nS
     */
    public static List<Assumption> of(
            RateReduction reduction, NeuronModel model, TransferFunction transfer, double... meanInput) {
        return of(reduction, model.inputs(), model.output().afterSpike().holds(), transfer, meanInput);
    }

    /**
     * Checks the cell of a reduction.
     *
     * @param inputs what ends on it
     * @param resets whether a spike resets V_s
     */
    public static List<Assumption> of(
            RateReduction reduction,
            List<Input> inputs,
            boolean resets,
            TransferFunction transfer,
            double... meanInput) {
        Require.that(
                meanInput.length == inputs.size(),
                "Assumptions.meanInput",
                "must hold one value for each of " + inputs.size() + " inputs",
                meanInput.length);
        Assumptions check = new Assumptions(reduction, inputs);
        check.fastDendrites();
        check.oneTimeConstant();
        check.predictionIgnoresFeedback();
        check.fastSynapses();
        check.inputsAreCurrents(meanInput);
        check.spikesLeaveThePotential(resets);
        check.ratesAreNotNegative(transfer);
        return List.copyOf(check.list);
    }

    private void fastDendrites() {
        double[][] g = cell.conductanceMatrixNanoS();
        double slowest = 0;
        for (int c = 1; c < cell.compartments(); c++) {
            slowest = Math.max(slowest, cell.membrane(c).capacitancePicoF() / g[c][c]);
        }
        list.add(
                new Assumption(
                        "dendrites follow their input at once",
                        slowest / cell.somaticTimeConstantMs(),
                        TOLERANCE,
                        "slowest dendritic time constant / tau_v",
                        "every layer adds that delay to the loop: the steady state is the same, the time course lags, deep loops ring"));
    }

    private void oneTimeConstant() {
        double slow = TimeConstants.ofMs(cell)[0];
        list.add(new Assumption(
                "the soma relaxes with tau_v = C_s / (gL_s + sum g_d)",
                Math.abs(slow / cell.somaticTimeConstantMs() - 1),
                TOLERANCE,
                "|slowest eigenvalue of C^-1 G in ms / tau_v - 1|",
                "map the slow time constant on F1 in place of tau_v"));
    }

    private void predictionIgnoresFeedback() {
        TransferResistances r = reduction.resistances();
        list.add(new Assumption(
                "the basal dendrite predicts the soma without feedback, V* = v^ff",
                r.basalAttenuation() * r.basalApical() / r.somaApical(),
                TOLERANCE,
                "share of the error signal that V* takes away, kappa R_ba / R_sa",
                "the error signal is smaller by that share and the argument of phi(V*) shifted by kappa R_ba I_a"));
    }

    private void fastSynapses() {
        double slowest = 0;
        for (Input input : inputs) {
            slowest = Math.max(slowest, input.decayPerMs() > 0 ? 1 / input.decayPerMs() : 0);
        }
        list.add(new Assumption(
                "synapses pass on rates at once",
                slowest / cell.somaticTimeConstantMs(),
                TOLERANCE,
                "slowest synaptic time constant / tau_v",
                "the same steady state behind a further low-pass, which also averages the spikes"));
    }

    /** Mean conductances on the diagonal of G. */
    private void inputsAreCurrents(double[] meanInput) {
        DMatrixRMaj g = new DMatrixRMaj(cell.conductanceMatrixNanoS());
        boolean conductances = false;
        for (int k = 0; k < meanInput.length; k++) {
            Input input = inputs.get(k);
            double[] share = cell.share(input.site());
            for (int c = 0; c < share.length && input.unit().equals("nS"); c++) {
                g.add(c, c, share[c] * meanInput[k]);
                conductances = true;
            }
        }
        double change = 0;
        if (conductances) {
            DMatrixRMaj share = new DMatrixRMaj(cell.compartments(), 1);
            share.setData(cell.share(PyramidalCell.BASAL));
            DMatrixRMaj response = new DMatrixRMaj(cell.compartments(), 1);
            CommonOps_DDRM.solve(g, share, response);
            change = Math.abs(response.get(0) / reduction.resistances().somaBasal() - 1);
        }
        list.add(new Assumption(
                "synaptic input is a current that the potential does not change",
                change,
                TOLERANCE,
                "change of R_sb by the mean conductances",
                "weights, kappa and tau_v depend on the input: the map on F1 holds around one working point only"));
    }

    private void spikesLeaveThePotential(boolean resets) {
        list.add(new Assumption(
                "spikes do not change the somatic potential",
                resets ? 1 : 0,
                0,
                "1 where a spike resets V_s",
                "phi is the f–I curve of the free potential, and the rule must read spikes in place of phi(V_s)"));
    }

    private void ratesAreNotNegative(TransferFunction transfer) {
        RateCode code = reduction.code().rates();
        double lowest = code.hz(transfer.value(-FAR));
        list.add(new Assumption(
                NOT_NEGATIVE,
                Math.max(0, -lowest) / code.gainHz(),
                0,
                "largest negative rate / nu_1",
                "units are silent below, the controller winds up against them"));
    }
}
