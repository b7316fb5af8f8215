package org.apical.app.compare;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apical.app.experiment.Formulations;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.network.description.SynapseMatrix;
import org.apical.network.description.SynapticWeights;
import org.apical.network.formulation.Formulation;
import org.apical.network.formulation.LayerNeurons;
import org.apical.network.formulation.NeuronSet;
import org.apical.network.theory.SampleState;
import org.apical.network.theory.SteadyState;
import org.apical.neuron.compartment.TransferResistances;
import org.apical.neuron.population.GradedConductances;
import org.apical.neuron.reduction.RateCode;
import org.apical.neuron.reduction.RateReduction;

/**
 * Steady states of F2 where a weight does not do all that it does in F1, because synapses are conductances (physics.md 5.8), currents that are not scaled to the cell (5.1), or units differ (5.10): those of the
 * abstract equations with the effective weights and a bias e of each unit and sample,
 *
 * <pre>
 * v = c_b (W r + b) + c_a Q u + e        e = v_c(W r, Q u) - (c_b (W r + b) + c_a Q u) - theta / scale
 * </pre>
 *
 * c_b = R_sb / R'_sb and c_a = R_sa / R'_sa, R' the transfer resistances by which synapses are scaled; v_c the steady potential of the neuron under the currents or conductances of these rates and
 * this control; e, constant where synapses are currents, is found by going back and forth between the two. Units that
 * differ have R, v_c and a threshold theta (mV) of their own; r = phi(v) and V_s = E_L + offset + scale v + theta.
 */
final class MappedSteadyStates {
    private static final int MOST_ROUNDS = 200;
    private static final double TOLERANCE = 1e-11;

    private final NetworkDescription network;
    private final NetworkWeights effective;
    private final SynapticWeights mapped;
    private final NeuronSet neurons;
    /** Where units are alike. */
    private final GradedConductances[] compartments;

    /** Of each unit, layer by layer; none where units are alike. */
    private final List<List<TransferResistances>> own;

    /** @param graded F2 */
    MappedSteadyStates(Formulations formulations, Formulation graded, NetworkWeights weights) {
        this.network = formulations.network();
        this.mapped = graded.map(weights);
        this.neurons = formulations.neurons();
        this.effective = weights.copy();
        this.own = IntStream.range(0, network.layers())
                .mapToObj(l -> neurons.layer(network, l).own().stream()
                        .map(unit -> TransferResistances.of(unit.cell()))
                        .toList())
                .toList();
        this.compartments = new GradedConductances[network.layers()];
        for (int l = 0; l < compartments.length; l++) {
            RateReduction reduction = neurons.reduction(network, l);
            for (int unit = 0; unit < network.units(l); unit++) {
                TransferResistances own = resistances(l, unit);
                multiply(effective.forward(l), unit, network.units(l), own.somaBasal() / reduction.mappedBasal());
                multiply(effective.bias(l), unit, network.units(l), own.somaBasal() / reduction.mappedBasal());
                multiply(effective.feedback(l), unit, network.units(l), own.somaApical() / reduction.mappedApical());
            }
            compartments[l] = new GradedConductances(
                    reduction,
                    neurons.layer(network, l).synapses(),
                    graded.timing().dtMs(),
                    formulations.product().kernels(),
                    network.units(l),
                    1);
        }
    }

    private static void multiply(double[] x, int row, int rows, double factor) {
        int columns = x.length / rows;
        for (int k = row * columns; k < (row + 1) * columns; k++) {
            x[k] *= factor;
        }
    }

    private TransferResistances resistances(int l, int unit) {
        LayerNeurons layer = neurons.layer(network, l);
        return layer.own().isEmpty()
                ? layer.reduction().resistances()
                : own.get(l).get(unit);
    }

    /** What the threshold of a unit takes off the argument of phi (units of v). */
    private double threshold(int l, int unit) {
        LayerNeurons layer = neurons.layer(network, l);
        return layer.own().isEmpty()
                ? 0
                : layer.own().get(unit).thresholdMv() / layer.reduction().code().scaleMv();
    }

    /** V_s of states as v, [layer][unit]: the argument of phi, and the threshold where units have their own. */
    List<double[][]> potentials(List<SampleState> states) {
        return states.stream()
                .map(state -> IntStream.range(0, network.layers())
                        .mapToObj(l -> IntStream.range(0, network.units(l))
                                .mapToDouble(i -> state.potential(l)[i] + threshold(l, i))
                                .toArray())
                        .toArray(double[][]::new))
                .toList();
    }

    /** c_b W, c_b b and c_a Q; not to be written. */
    NetworkWeights effective() {
        return effective;
    }

    /**
     * From those of F1.
     *
     * @param alpha leak on u that the controller's steady state has
     * @return potentials and rates of every sample; empty where there is no steady state, or the rounds do not come to an end
     */
    Optional<List<SampleState>> of(double[][] inputs, SteadyStates abstractStates, double alpha) {
        List<SampleState> found = new ArrayList<>();
        for (int k = 0; k < inputs.length; k++) {
            int sample = k;
            double[] wanted = IntStream.range(0, network.outputs())
                    .mapToDouble(o -> abstractStates.target()[o * inputs.length + sample])
                    .toArray();
            Optional<SteadyState> state =
                    settle(inputs[k], wanted, abstractStates.list().get(k), alpha);
            if (state.isEmpty()) {
                return Optional.empty();
            }
            found.add(state.get().state());
        }
        return Optional.of(found);
    }

    private Optional<SteadyState> settle(double[] input, double[] wanted, SteadyState from, double alpha) {
        NetworkWeights biased = effective.copy();
        SteadyState state = from;
        for (int round = 0; round < MOST_ROUNDS; round++) {
            double moved = 0;
            for (int l = 0; l < network.layers(); l++) {
                double[] left = leftOut(l, state);
                for (int i = 0; i < left.length; i++) {
                    double bias = effective.bias(l)[i] + left[i];
                    moved = Math.max(moved, Math.abs(bias - biased.bias(l)[i]));
                    biased.bias(l)[i] = bias;
                }
            }
            if (round > 0 && moved <= TOLERANCE) {
                return state.residual() <= SteadyStates.RESIDUAL ? Optional.of(state) : Optional.empty();
            }
            state = SteadyStates.nearest(network, biased, input, wanted, alpha);
            if (!Double.isFinite(state.residual())) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    /** e of a layer. */
    private double[] leftOut(int l, SteadyState state) {
        int units = network.units(l);
        GradedConductances of = compartments[l];
        RateReduction reduction = neurons.reduction(network, l);
        double[] rates = state.state().presynaptic(l);
        RateCode code = neurons.presynapticCode(network, l);
        SynapseMatrix forward = mapped.forward(l);
        for (int row = 0; row < forward.units(); row++) {
            double picoA = 0;
            for (int j = 0; j < rates.length; j++) {
                picoA += forward.byUnit()[row * rates.length + j] * code.hz(rates[j]);
            }
            of.basalPicoA()[row] = picoA;
        }
        double[] e = state.state().drive(network, effective, l);
        double[] control = new double[units];
        for (int i = 0; i < units; i++) {
            double feedback = 0;
            for (int o = 0; o < network.outputs(); o++) {
                feedback += effective.feedback(l)[i * network.outputs() + o] * state.control()[o];
            }
            control[i] =
                    feedback * reduction.code().scaleMv() / resistances(l, i).somaApical();
            e[i] += feedback;
            of.biasPicoA()[i] = mapped.bias(l)[i];
        }
        if (!own.get(l).isEmpty()) {
            return ofUnits(l, e, of.basalPicoA(), control);
        }
        Arrays.fill(of.apicalPicoA(), 0);
        of.addApicalSigned(control);
        of.settle();
        for (int i = 0; i < units; i++) {
            e[i] = reduction.abstractPotential(of.state().somaMv()[i]) - e[i];
        }
        return e;
    }

    /** The same of units that differ, under current synapses: V_s = E_L + R_sb I_b + R_sa I_a. */
    private double[] ofUnits(int l, double[] e, double[] basalPicoA, double[] apicalPicoA) {
        RateReduction reduction = neurons.reduction(network, l);
        for (int i = 0; i < e.length; i++) {
            double depolarisation = resistances(l, i).somaBasal() * (basalPicoA[i] + mapped.bias(l)[i])
                    + resistances(l, i).somaApical() * apicalPicoA[i];
            e[i] = reduction.abstractPotential(reduction.cell().restMv() + depolarisation) - threshold(l, i) - e[i];
        }
        return e;
    }
}
