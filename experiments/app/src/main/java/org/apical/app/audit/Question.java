package org.apical.app.audit;

import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.DoubleStream;
import org.apical.app.audit.Variant.Plasticity;
import org.apical.app.data.Scaling;
import org.apical.app.experiment.CellDescription;
import org.apical.app.experiment.Experiment;
import org.apical.app.experiment.Form;
import org.apical.app.experiment.LearningMethod.ErrorPath;
import org.apical.app.experiment.OptimiserDescription.AdamOptimiser;
import org.apical.app.experiment.TargetDescription.Label;
import org.apical.neuron.compartment.Compartment;
import org.apical.neuron.compartment.PyramidalCell;

/** Trainings with one thing changed: what the network is held against, controls, what a synapse cannot know, and constraints. */
enum Question {
    /** The network as it is. */
    PLAIN("as described", (plain, experiment) -> List.of(plain)),
    /** The same network by gradient descent. */
    BACKPROP("backprop", (plain, experiment) -> List.of(backprop(plain))),
    /** Hidden weights stay as they are drawn. */
    LAST_LAYER("last layer alone", (plain, experiment) -> List.of(plain.with(Plasticity.LAST_LAYER))),
    /** Negative control. */
    RANDOM_FEEDBACK(
            "random feedback, fixed",
            (plain, experiment) -> path(experiment) == ErrorPath.Q ? List.of(plain.withRandomFeedback()) : List.of()),
    /** Negative control. */
    SHUFFLED_FEEDBACK(
            "its feedback weights shuffled",
            (plain, experiment) -> own(experiment) ? List.of(plain.withShuffledFeedback(experiment)) : List.of()),
    /** Negative control. */
    NO_FEEDBACK(
            "no feedback",
            (plain, experiment) -> own(experiment) ? List.of(plain.withoutFeedback(experiment)) : List.of()),
    /** Negative control. */
    REVERSED_RULE("sign of the rule turned", (plain, experiment) -> List.of(plain.with(Plasticity.REVERSED))),
    /** No memory of past directions, and no division by their size. */
    PLAIN_GRADIENT(
            "plain gradient steps, no Adam",
            (plain, experiment) ->
                    experiment.learning().optimiser() instanceof AdamOptimiser ? gradient(plain) : List.of()),
    /** Nothing is averaged over samples. */
    SINGLE_SAMPLES("one sample an update", Question::singleSamples),
    /** Inputs as they come, directions of any size. */
    NO_NORMALISATION("no normalisation over samples, no clipping", Question::noNormalisation),
    /** Every output has a target of its own, which needs no other. */
    NO_SOFTMAX(
            "a target for each output alone, no softmax",
            (plain, experiment) -> experiment.learning().target() instanceof Label ? List.of() : separate(plain)),
    /** All that a synapse cannot know is left out. */
    SYNAPSE_ALONE("all four at once", Question::synapseAlone),
    /** Excitatory and inhibitory synapses. */
    DALE(
            "basal synapses under Dale's law",
            (plain, experiment) -> !compartments(experiment)
                            || experiment.neurons().synapses().basal().signs() != 1
                    ? List.of()
                    : List.of(plain.with("neurons.synapses.basal", "conductance"))),
    /** Dendrites and soma exchange current the other way. */
    OTHER_COUPLING(
            "dendrites that hear their soma, unknown to the map",
            (plain, experiment) ->
                    compartments(experiment) && experiment.neurons().cell() instanceof CellDescription.Standard
                            ? List.of(plain.with("neurons.cell", reciprocal()).with("neurons.remap", "none"))
                            : List.of()),
    /** Layers of unlike neurons. */
    UNLIKE_LAYERS(
            "layer-5 cells in the first layer alone",
            (plain, experiment) ->
                    compartments(experiment) ? List.of(plain.with("layers[0].neuron.cell", "layer-5")) : List.of());

    private static final String RATE = "learning.optimiser.rate";
    private static final double[] SHARES = {1, 0.3, 0.1, 0.03};
    private static final double[] RATES = {0.01, 0.1, 1, 10, 100};
    private static final double[] LABELS = {1, 4};

    private final String label;
    private final BiFunction<Variant, Experiment, List<Variant>> variants;

    Question(String label, BiFunction<Variant, Experiment, List<Variant>> variants) {
        this.label = label;
        this.variants = variants;
    }

    /** Its name. */
    String label() {
        return label;
    }

    /** The variant, of which the one that learns best on a seed of its own is taken where there are several; none where there is nothing to change. */
    List<Variant> candidates(Variant plain, Experiment experiment) {
        return variants.apply(plain, experiment);
    }

    private static ErrorPath path(Experiment experiment) {
        return experiment.learning().method().errorPath();
    }

    /** Whether it has feedback weights of its own. */
    private static boolean own(Experiment experiment) {
        return path(experiment) == ErrorPath.Q || path(experiment) == ErrorPath.S;
    }

    private static List<Variant> singleSamples(Variant plain, Experiment experiment) {
        if (experiment.learning().batch() == 1) {
            return List.of();
        }
        double rate = experiment.learning().optimiser().rate();
        return Arrays.stream(SHARES)
                .mapToObj(share -> plain.with("learning.batch", 1).withForward(RATE, share * rate))
                .toList();
    }

    private static List<Variant> noNormalisation(Variant plain, Experiment experiment) {
        Variant bare = unnormalised(plain, experiment);
        return bare.equals(plain) ? List.of() : List.of(bare);
    }

    private static List<Variant> synapseAlone(Variant plain, Experiment experiment) {
        Variant alone = unnormalised(plain, experiment).with("learning.batch", 1);
        List<Variant> targets = experiment.learning().target() instanceof Label ? List.of(alone) : separate(alone);
        return targets.stream().flatMap(variant -> gradient(variant).stream()).toList();
    }

    /** Gradient descent on the same network, as rates. */
    static Variant backprop(Variant plain) {
        return plain.with("learning.method", "backprop")
                .with("learning.rule", "dendritic prediction")
                .with("learning.update", "average")
                .with("learning.feedback", "{fixed: product}")
                .with("timing.integration", "euler")
                .with("audit.formulation", "F1");
    }

    private static boolean compartments(Experiment experiment) {
        return experiment.audit().formulation() != Form.F1;
    }

    /** The standard cell with soma and dendrites that exchange current both ways, as in a file. */
    private static String reciprocal() {
        PyramidalCell cell = PyramidalCell.standard();
        String[] names = {"soma", "basal", "apical"};
        StringBuilder text =
                new StringBuilder("{kind: three compartments, coupling: reciprocal, restMv: " + cell.restMv());
        for (int k = 0; k < names.length; k++) {
            Compartment membrane = k == 0 ? cell.soma() : cell.membrane(k);
            text.append(", ")
                    .append(names[k])
                    .append(": {capacitancePicoF: ")
                    .append(membrane.capacitancePicoF())
                    .append(", leakNanoS: ")
                    .append(membrane.leakNanoS())
                    .append('}');
        }
        return text.append(", basalCouplingNanoS: ")
                .append(cell.couplingNanoS(1))
                .append(", apicalCouplingNanoS: ")
                .append(cell.couplingNanoS(2))
                .append('}')
                .toString();
    }

    private static List<Variant> gradient(Variant plain) {
        return DoubleStream.of(RATES)
                .mapToObj(rate -> plain.withForward("learning.optimiser", "{kind: sgd, rate: " + rate + "}"))
                .toList();
    }

    private static List<Variant> separate(Variant plain) {
        return DoubleStream.of(LABELS)
                .mapToObj(on -> plain.withForward("learning.target", "{label: {on: " + on + ", off: 0}}"))
                .toList();
    }

    /** Inputs scaled without statistics over samples, and directions of any size. */
    private static Variant unnormalised(Variant plain, Experiment experiment) {
        Variant bare = plain;
        boolean overSamples = experiment
                .data()
                .orElseThrow()
                .split()
                .scaling()
                .filter(s -> s instanceof Scaling.Standardised || s instanceof Scaling.Given)
                .isPresent();
        if (overSamples) {
            bare = bare.with("data.scaling", "unit range");
        }
        return experiment.learning().clip().isPresent() ? bare.withForward("learning.clip", Float.MAX_VALUE) : bare;
    }
}
