package org.apical.neuron.model;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.ode.FirstOrderDifferentialEquations;
import org.apache.commons.math3.ode.nonstiff.DormandPrince853Integrator;
import org.apical.neuron.compartment.Coupling;
import org.apical.neuron.compartment.Dendrite;
import org.apical.neuron.compartment.PyramidalCell;
import org.apical.neuron.soma.AdaptiveExponential;
import org.apical.neuron.synapse.CalciumConductance;
import org.apical.neuron.synapse.Input;
import org.apical.neuron.synapse.NmdaSynapse;
import org.apical.neuron.synapse.OhmicConductance;

/**
 * The equations of physics.md 4 written down anew for one neuron, membrane by membrane and axial resistance by axial resistance, for the adaptive
 * eighth-order scheme of Dormand and Prince. Shares nothing with the production code but the parameters.
 *
 * <p>State (V_0 .. V_n, inputs, w); w is 0 unless the soma is adaptive exponential.
 */
final class Judge implements FirstOrderDifferentialEquations {
    /**
     * What a potential of the judge is good for (mV): 1e-13 relative and 1e-11 absolute per internal step, some thousand of them, and errors decay.
     */
    static final double ACCURACY_MV = 1e-9;

    private final NeuronModel model;
    private final int compartments;
    private final double[] capacitance;
    private final double[] leak;
    /** Parent and axial conductance of each dendrite. */
    private final int[] parent;

    private final double[] axial;
    private final double[][] part;
    private boolean held;

    Judge(NeuronModel model) {
        this.model = model;
        PyramidalCell cell = model.cell();
        compartments = 1 + cell.dendrites().size();
        capacitance = new double[compartments];
        leak = new double[compartments];
        parent = new int[compartments];
        axial = new double[compartments];
        List<String> names = new ArrayList<>(List.of("soma"));
        capacitance[0] = cell.soma().capacitancePicoF();
        leak[0] = cell.soma().leakNanoS();
        for (Dendrite d : cell.dendrites()) {
            int c = names.size();
            capacitance[c] = d.membrane().capacitancePicoF();
            leak[c] = d.membrane().leakNanoS();
            parent[c] = names.indexOf(d.parent());
            axial[c] = d.couplingNanoS();
            names.add(d.name());
        }
        part = new double[model.inputs().size()][compartments];
        for (int k = 0; k < part.length; k++) {
            String site = model.inputs().get(k).site();
            double membrane = 0;
            for (int c = 0; c < compartments; c++) {
                String kind = c == 0
                        ? "soma"
                        : cell.dendrites().get(c - 1).kind() == Dendrite.Kind.BASAL ? "basal" : "apical";
                part[k][c] = names.get(c).equals(site) || kind.equals(site) ? capacitance[c] : 0;
                membrane += part[k][c];
            }
            for (int c = 0; c < compartments; c++) {
                part[k][c] /= membrane;
            }
        }
    }

    /** The state of one element of a population without shared inputs. */
    double[] read(NeuronPopulation neurons, int element) {
        double[] y = new double[getDimension()];
        for (int c = 0; c < compartments; c++) {
            y[c] = neurons.compartments().potentialMv(c)[element];
        }
        for (int k = 0; k < part.length; k++) {
            y[compartments + k] = neurons.inputs()[k][element];
        }
        if (model.output() instanceof AdaptiveExponential) {
            y[y.length - 1] = neurons.variables().get("w")[element];
        }
        return y;
    }

    /** The state after {@code ms}. */
    double[] advance(double[] from, double ms, boolean somaIsHeld) {
        held = somaIsHeld;
        double[] to = new double[from.length];
        new DormandPrince853Integrator(1e-9, ms, 1e-11, 1e-13).integrate(this, 0, from, ms, to);
        return to;
    }

    @Override
    public int getDimension() {
        return compartments + part.length + 1;
    }

    @Override
    public void computeDerivatives(double t, double[] y, double[] d) {
        double[] v = java.util.Arrays.copyOf(y, compartments);
        double w = y[y.length - 1];
        double rest = model.cell().restMv();
        AdaptiveExponential adex = model.output() instanceof AdaptiveExponential a ? a : null;
        if (adex != null) {
            v[0] = Math.min(v[0], adex.peakMv());
        }
        double[] current = new double[compartments];
        for (int c = 0; c < compartments; c++) {
            current[c] -= leak[c] * (v[c] - rest);
        }
        for (int c = 1; c < compartments; c++) {
            double toParent = axial[c] * (v[c] - v[parent[c]]);
            current[parent[c]] += toParent;
            if (model.cell().coupling() == Coupling.RECIPROCAL) {
                current[c] -= toParent;
            }
        }
        for (int k = 0; k < part.length; k++) {
            Input input = model.inputs().get(k);
            double x = y[compartments + k];
            for (int c = 0; c < compartments; c++) {
                current[c] += part[k][c] * perInput(input, v[c]) * x;
            }
            d[compartments + k] = input.decayPerMs() == 0 ? 0 : -x / tauMs(input);
        }
        if (adex != null) {
            current[0] += leak[0] * adex.slopeMv() * Math.exp((v[0] - adex.thresholdMv()) / adex.slopeMv()) - w;
            d[d.length - 1] = (adex.adaptationNanoS() * (v[0] - rest) - w) / adex.adaptationTauMs();
        }
        for (int c = 0; c < compartments; c++) {
            d[c] = held && c == 0 ? 0 : current[c] / capacitance[c];
        }
    }

    private static double tauMs(Input input) {
        return 1 / input.decayPerMs();
    }

    /** Current (pA) per unit of the input: 1, or the driving force. */
    private static double perInput(Input input, double v) {
        if (input instanceof OhmicConductance synapse) {
            return synapse.reversalMv() - v;
        }
        if (input instanceof CalciumConductance calcium) {
            return (calcium.reversalMv() - v) / (1 + Math.exp((calcium.halfMv() - v) / calcium.slopeMv()));
        }
        if (input instanceof NmdaSynapse synapse) {
            return (synapse.reversalMv() - v) / (1 + Math.exp(-0.062 * v) * synapse.magnesiumMilliM() / 3.57);
        }
        return 1;
    }
}
