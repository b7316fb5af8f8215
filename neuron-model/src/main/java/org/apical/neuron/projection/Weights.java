package org.apical.neuron.projection;

import java.util.Arrays;
import java.util.List;
import org.apical.neuron.model.NeuronModel;
import org.apical.neuron.model.NeuronPopulation;
import org.apical.neuron.parameter.Require;

/** The weights of a projection and the inputs they end on. */
public sealed interface Weights {

    /** Presynaptic neurons. */
    int presynaptic();

    /** One matrix [presynaptic][unit] for each input it ends on, as it is added to the input's variable. */
    List<Part> parts(NeuronModel target);

    /**
     * Weights onto one input.
     *
     * @param input name of the input
     * @param weight [presynaptic][unit], row-major; pA or nS as the input's variable
     */
    record Part(String input, double[] weight) {}

    /**
     * Weights of either sign onto one input, in pA.
     *
     * @param weight [presynaptic][unit], row-major
     */
    record Signed(int presynaptic, String input, double[] weight) implements Weights {
        public Signed {
            weight = finite("Weights.Signed", presynaptic, weight);
        }

        @Override
        public List<Part> parts(NeuronModel target) {
            return List.of(new Part(input, weight));
        }
    }

    /**
     * Dale's law: excitatory weights onto one input, inhibitory ones (through an interneuron that is not modelled) onto another, none of them
     * negative. Onto a conductance an inhibitory weight adds, and its reversal potential inhibits; from a current it is subtracted.
     *
     * @param excitatory [presynaptic][unit], row-major, >= 0
     * @param inhibitory the same, >= 0
     */
    record Dale(
            int presynaptic, String excitatoryInput, double[] excitatory, String inhibitoryInput, double[] inhibitory)
            implements Weights {
        public Dale {
            excitatory = notNegative("Weights.Dale.excitatory", finite("Weights.Dale", presynaptic, excitatory));
            inhibitory = notNegative("Weights.Dale.inhibitory", finite("Weights.Dale", presynaptic, inhibitory));
        }

        /** Signed weights taken apart: the positive ones excite, the negative ones inhibit with their magnitude. */
        public static Dale split(int presynaptic, String excitatoryInput, String inhibitoryInput, double[] signed) {
            double[] excitatory = new double[signed.length];
            double[] inhibitory = new double[signed.length];
            for (int k = 0; k < signed.length; k++) {
                excitatory[k] = signed[k] < 0 ? 0 : signed[k];
                inhibitory[k] = signed[k] < 0 ? -signed[k] : 0;
            }
            return new Dale(presynaptic, excitatoryInput, excitatory, inhibitoryInput, inhibitory);
        }

        @Override
        public List<Part> parts(NeuronModel target) {
            boolean current =
                    target.inputs().get(target.input(inhibitoryInput)).unit().equals("pA");
            double[] inhibits = inhibitory;
            if (current) {
                inhibits = Arrays.stream(inhibitory).map(w -> -w).toArray();
            }
            return List.of(new Part(excitatoryInput, excitatory), new Part(inhibitoryInput, inhibits));
        }
    }

    /** Throws unless the weights fit the population: shapes, and no negative conductances. */
    default void check(NeuronPopulation target) {
        for (Part part : parts(target.model())) {
            int units = target.layout().units();
            Require.that(
                    part.weight().length == presynaptic() * (long) units,
                    "Weights onto " + part.input(),
                    "must hold " + presynaptic() + " x " + units + " weights",
                    part.weight().length);
            int k = target.model().input(part.input());
            if (target.model().inputs().get(k).unit().equals("nS")) {
                notNegative("Weights onto " + part.input() + " (nS)", part.weight());
            }
        }
    }

    private static double[] finite(String name, int presynaptic, double[] weight) {
        Require.atLeast(name + ".presynaptic", presynaptic, 1);
        for (int k = 0; k < weight.length; k++) {
            Require.finite(name + ".weight[" + k + "]", weight[k], "pA or nS");
        }
        return weight.clone();
    }

    private static double[] notNegative(String name, double[] weight) {
        for (int k = 0; k < weight.length; k++) {
            Require.that(weight[k] >= 0, name + "[" + k + "]", "must be >= 0", weight[k]);
        }
        return weight;
    }
}
