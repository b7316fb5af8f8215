package org.apical.app.study.continual;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apical.app.experiment.Form;
import org.apical.app.experiment.Formulations;
import org.apical.app.experiment.Learning;
import org.apical.app.study.StudyNetwork;
import org.apical.network.description.NetworkDescription;
import org.apical.network.formulation.Formulation;
import org.apical.neuron.kernel.MatrixProduct;
import org.apical.neuron.parameter.Require;
import org.apical.plasticity.optimiser.Apart;
import org.apical.plasticity.optimiser.Centred;
import org.apical.plasticity.optimiser.Clipped;
import org.apical.plasticity.optimiser.LearningRate;
import org.apical.plasticity.optimiser.MomentumSgd;
import org.apical.plasticity.optimiser.Optimiser;

/**
 * What {@link ContinualRun} changes of the network that is described; rates and shares dimensionless.
 *
 * @param hidden units of each hidden layer
 * @param active share of the units of each hidden layer that competition leaves active
 * @param epochs epochs of each task
 * @param batch samples of a batch
 * @param learningRate eta of Adam on the chain
 * @param lateralRate eta of plain descent on lateral weights
 */
record ContinualSettings(
        List<Integer> hidden, List<Double> active, int epochs, int batch, double learningRate, double lateralRate) {
    private static final StudyNetwork DESCRIBED = StudyNetwork.of("continual");
    private static final double TARGET = 0.9;

    ContinualSettings {
        hidden = List.copyOf(hidden);
        active = List.copyOf(active);
        Require.that(
                active.size() == hidden.size(),
                "ContinualSettings.active",
                "must be one for each of " + hidden.size() + " hidden layers",
                active.size());
        Require.atLeast("ContinualSettings.epochs", epochs, 1);
        Require.atLeast("ContinualSettings.batch", batch, 1);
        Require.positive("ContinualSettings.learningRate", learningRate, "(dimensionless)");
        Require.positive("ContinualSettings.lateralRate", lateralRate, "(dimensionless)");
    }

    /**
     * The network of a method. Targets are strong: 0.9 for the labelled output, the rest of 1 for all others.
     *
     * @param inputs units of the input
     */
    Formulations formulations(ContinualMethod method, int inputs, int outputs, MatrixProduct product) {
        List<String> layers = new ArrayList<>();
        List<String> lateral = new ArrayList<>();
        for (int l = 0; l < hidden.size(); l++) {
            String name = "hidden " + (l + 1);
            layers.add(String.format(
                    "{name: %s, units: %d, transfer: tanh%s}",
                    name,
                    hidden.get(l),
                    method.sparse()
                            ? ", competition: {kind: winner take all, activeShare: " + active.get(l) + ", when: always}"
                            : ""));
            if (method.recurrent()) {
                lateral.add(String.format(
                        "{from: %1$s, to: %1$s, delayMs: 2, plastic: true, weights: {deviation: 0}, connectivity: {pairs: %2$s}}",
                        name, pairsButSelf(hidden.get(l))));
            }
        }
        layers.add("{name: output, units: " + outputs + ", transfer: linear}");
        return DESCRIBED
                .with("input.units", inputs)
                .with("layers", layers)
                .with("projections", lateral)
                .with("learning.rule", rule(method.sparse() ? "active" : "all"))
                .with("learning.lateral", rule(method.sparse() ? "silenced" : "all"))
                .with("learning.target", "{label: {on: " + TARGET + ", off: " + (1 - TARGET) / (outputs - 1) + "}}")
                .with("learning.optimiser.rate", learningRate)
                .with("learning.epochs", epochs)
                .with("learning.batch", batch)
                .formulations(product);
    }

    /** @param eligible whose synapses learn, where units compete */
    private static String rule(String eligible) {
        return "{kind: dendritic prediction, eligible: " + eligible + "}";
    }

    private static String pairsButSelf(int units) {
        return IntStream.range(0, units * units)
                .filter(k -> k / units != k % units)
                .mapToObj(k -> "[" + k / units + ", " + k % units + "]")
                .collect(Collectors.joining(", ", "[", "]"));
    }

    /** The formulation of a method: F1, or F2 with tau_v of the same 20 ms and dendrites of 1 ms. */
    static Formulation formulation(ContinualMethod method, Formulations formulations) {
        return formulations.of(method.compartments() ? Form.F2 : Form.F1);
    }

    /** What a network learns with: directions centred over a unit's synapses and clipped, the described optimiser on the chain, plain descent on lateral weights. */
    Optimiser optimiser(Formulations formulations) {
        NetworkDescription network = formulations.network();
        Learning learning = formulations.experiment().learning();
        Optimiser chain = learning.optimiser().optimiser(network, 1);
        MomentumSgd lateral = new MomentumSgd(network, new LearningRate.Constant(lateralRate), 0);
        double clip = learning.clip().orElseThrow();
        return new Centred(new Clipped(new Apart(chain, lateral, network), network, clip), network);
    }
}
