package org.apical.app.compare;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apical.app.experiment.Formulations;
import org.apical.app.experiment.Remap;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.network.description.SynapseMatrix;
import org.apical.network.description.SynapticWeights;
import org.apical.network.formulation.Formulation;
import org.apical.network.formulation.NeuronSet;
import org.apical.network.theory.SampleState;
import org.apical.network.theory.SteadyState;
import org.apical.neuron.population.GradedConductances;
import org.apical.neuron.population.LayerSynapses;
import org.apical.neuron.reduction.RateCode;
import org.apical.neuron.reduction.RateReduction;

/**
 * Steady states of F2 where synapses are conductances, which the map of weights leaves out but for their first order (physics.md 5.8): those of the abstract equations with a bias e of each unit
 * and sample,
 *
 * <pre>
 * v = W r + b + Q u + e        e = v_c(W r, Q u) - (W r + b + Q u)
 * </pre>
 *
 * v_c the steady potential of the neuron under the conductances of these rates and this control; e is found by going back and forth between the two.
 */
final class MappedSteadyStates {
    private static final int MOST_ROUNDS = 200;
    private static final double TOLERANCE = 1e-11;

    private final NetworkDescription network;
    private final NetworkWeights weights;
    private final SynapticWeights mapped;
    private final NeuronSet neurons;
    /** Of each layer; null where the map is exact. */
    private final GradedConductances[] compartments;

    private MappedSteadyStates(Formulations formulations, Formulation graded, NetworkWeights weights) {
        this.network = formulations.network();
        this.weights = weights;
        this.mapped = graded.map(weights);
        this.neurons = formulations.neurons();
        this.compartments = new GradedConductances[network.layers()];
        boolean scaled = formulations.experiment().neurons().remap() == Remap.ALL;
        for (int l = 0; l < compartments.length; l++) {
            LayerSynapses synapses = neurons.layer(network, l).synapses();
            if (!scaled || !synapses.linear()) {
                compartments[l] = new GradedConductances(
                        neurons.reduction(network, l),
                        synapses,
                        graded.timing().dtMs(),
                        formulations.product().kernels(),
                        network.units(l),
                        1);
            }
        }
    }

    /**
     * From those without e.
     *
     * @param graded F2
     * @param alpha leak on u that the controller's steady state has
     * @return potentials and rates of every sample; empty where the rounds do not come to an end
     */
    static Optional<List<SampleState>> of(
            Formulations formulations,
            Formulation graded,
            NetworkWeights weights,
            double[][] inputs,
            SteadyStates abstractStates,
            double alpha) {
        MappedSteadyStates of = new MappedSteadyStates(formulations, graded, weights);
        List<SampleState> found = new ArrayList<>();
        for (int k = 0; k < inputs.length; k++) {
            int sample = k;
            double[] wanted = IntStream.range(0, of.network.outputs())
                    .mapToDouble(o -> abstractStates.target()[o * inputs.length + sample])
                    .toArray();
            Optional<SteadyState> state =
                    of.settle(inputs[k], wanted, abstractStates.list().get(k), alpha);
            if (state.isEmpty()) {
                return Optional.empty();
            }
            found.add(state.get().state());
        }
        return Optional.of(found);
    }

    private Optional<SteadyState> settle(double[] input, double[] wanted, SteadyState from, double alpha) {
        NetworkWeights biased = weights.copy();
        SteadyState state = from;
        for (int round = 0; round < MOST_ROUNDS; round++) {
            double moved = 0;
            for (int l = 0; l < network.layers(); l++) {
                double[] left = leftOut(l, state);
                for (int i = 0; i < left.length; i++) {
                    double bias = weights.bias(l)[i] + left[i];
                    moved = Math.max(moved, Math.abs(bias - biased.bias(l)[i]));
                    biased.bias(l)[i] = bias;
                }
            }
            if (moved <= TOLERANCE) {
                return Optional.of(state);
            }
            state = SteadyState.nearest(network, biased, input, wanted, alpha, SteadyStates.RESIDUAL);
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
        if (of == null) {
            return new double[units];
        }
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
        double[] e = state.state().drive(network, weights, l);
        double[] control = new double[units];
        for (int i = 0; i < units; i++) {
            double feedback = 0;
            for (int o = 0; o < network.outputs(); o++) {
                feedback += weights.feedback(l)[i * network.outputs() + o] * state.control()[o];
            }
            control[i] = feedback * reduction.apicalPicoAPerFeedback();
            e[i] += feedback;
            of.biasPicoA()[i] = mapped.bias(l)[i];
        }
        Arrays.fill(of.apicalPicoA(), 0);
        of.addApicalSigned(control);
        of.settle();
        for (int i = 0; i < units; i++) {
            e[i] = reduction.abstractPotential(of.state().somaMv()[i]) - e[i];
        }
        return e;
    }
}
