package org.apical.app.experiment;

import java.util.Collections;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apical.network.control.ControllerDescription;
import org.apical.network.description.LayerDescription;
import org.apical.network.description.NetworkDescription;
import org.apical.network.dynamics.ApicalDendrite;
import org.apical.network.dynamics.Timing;
import org.apical.network.dynamics.Timing.Transmission;
import org.apical.network.formulation.Formulation;
import org.apical.network.formulation.GradedFormulation;
import org.apical.network.formulation.NeuronSet;
import org.apical.network.formulation.RateFormulation;
import org.apical.network.formulation.SpikingFormulation;
import org.apical.neuron.compartment.ExactIntegration;
import org.apical.neuron.compartment.PyramidalCell;
import org.apical.neuron.kernel.MatrixProduct;
import org.apical.neuron.parameter.Grid;
import org.apical.neuron.reduction.RateCode;
import org.apical.neuron.reduction.UnitCode;
import org.apical.neuron.transfer.FiCurve;
import org.apical.plasticity.rule.LocalRule;
import org.apical.plasticity.rule.RuleDescription;

/** The one place that makes formulations of an experiment: its network as F1, F2 and F3. */
public final class Formulations {
    private final Experiment experiment;
    private final MatrixProduct product;
    private final NetworkDescription network;
    private final NeuronSet neurons;
    private final ControllerDescription controller;
    /** Of the soma; null until it is asked for. */
    private Optional<FiCurve> somaCurve;

    /** @throws Misfit if parts of the experiment do not go together */
    public Formulations(Experiment experiment, MatrixProduct product) {
        this.experiment = experiment;
        this.product = product;
        Clock clock = experiment.timing();
        PyramidalCell cell = experiment.neurons().cell().cell();
        boolean curved = experiment.layers().stream().anyMatch(layer -> layer.transfer() == Transfer.FI_CURVE);
        Optional<FiCurve> curve = curved ? Misfit.at("spikes.soma", this::somaCurve) : Optional.empty();
        UnitCode hidden = code(experiment.neurons().hidden(), curve, cell);
        UnitCode output = code(experiment.neurons().output(), curve, cell);
        this.neurons = new NeuronSet(cell, experiment.input().code(), hidden, output);
        Delays delays = new Delays(clock.dtMs());
        this.network = Networks.network(experiment, delays, (layer, last) -> {
            UnitCode code = last ? output : hidden;
            return curve.map(c -> layer.transfer().of(code, c, cell.restMv()))
                    .orElseGet(() -> layer.transfer().of(code));
        });
        this.controller = Misfit.at("controller", () -> {
            ControllerDescription described = experiment.controller().description(clock.dtMs(), experiment.seed());
            delays.add("controller.delayMs", described.delayMs(), network.outputs(), described.spikes() ? 2 : 1);
            return described.drawn(network.outputs());
        });
        checkSteps(cell);
        experiment.data().ifPresent(data -> checkRules(experiment.learning(), delays));
    }

    private void checkRules(Learning learning, Delays delays) {
        int units = network.chain().stream().mapToInt(LayerDescription::units).sum();
        Misfit.check(
                "learning.rule",
                () -> delays.add("learning.rule.delayMs", learning.rule().delayMs(), units, 2));
        if (learning.loopGain().isPresent() && !chainWithDirectFeedback()) {
            throw Misfit.expected("learning.loopGain", "a plain chain of layers with direct feedback");
        }
        learning.lateral()
                .ifPresent(rule -> Misfit.check(
                        "learning.lateral", () -> delays.add("learning.lateral.delayMs", rule.delayMs(), units, 2)));
    }

    /**
     * The code under which a f–I curve has phi(0) = 0 and phi'(0) = 1 at the potentials of the given code: nu_0 and nu_1 are rate and slope
     * there.
     */
    private static UnitCode code(Neurons.Code given, Optional<FiCurve> curve, PyramidalCell cell) {
        return curve.map(c -> {
                    double origin = cell.restMv() + given.offsetMv();
                    return new UnitCode(
                            given.offsetMv(),
                            given.scaleMv(),
                            new RateCode(c.rateHz(origin), c.slopeHzPerMv(origin) * given.scaleMv()));
                })
                .orElseGet(given::code);
    }

    /** Throws unless the time step suits every time constant. */
    private void checkSteps(PyramidalCell cell) {
        atMost(cell.somaticTimeConstantMs(), "the somatic time constant");
        atMost(experiment.spikes().synapseTauMs(), "spikes.synapseTauMs");
        atMost(experiment.spikes().longestStepMs(), "spikes.soma.refractoryMs");
        controller
                .law()
                .filter(law -> law.leakAlpha() > 0)
                .ifPresent(law ->
                        atMost(experiment.timing().tauUMs() / law.leakAlpha(), "tau_u / alpha of the controller"));
    }

    private void atMost(double tauMs, String name) {
        if (experiment.timing().dtMs() > tauMs) {
            throw Misfit.expected("timing.dtMs", "at most " + tauMs + " ms, " + name);
        }
    }

    /** What is made. */
    public Experiment experiment() {
        return experiment;
    }

    /** The network. */
    public NetworkDescription network() {
        return network;
    }

    /** How layers are coded in mV and Hz. */
    public NeuronSet neurons() {
        return neurons;
    }

    /** The controller of F3, its neurons drawn; F1 and F2 follow its law. */
    public ControllerDescription controller() {
        return controller;
    }

    /** The f–I curve of the soma on its cell, in closed form or measured, found once; empty where the neurons of a unit share their potentials. */
    public Optional<FiCurve> somaCurve() {
        if (somaCurve == null) {
            somaCurve = SomaCurve.of(
                    experiment.spikes(),
                    experiment.neurons().cell().cell(),
                    experiment.timing().dtMs());
        }
        return somaCurve;
    }

    /** alpha of the steady states of the abstract equations; empty where there is no theory of them: no law that always holds, no plain chain, feedback that is not direct. */
    public OptionalDouble steadyLeak() {
        return chainWithDirectFeedback() ? controller.steadyLeak() : OptionalDouble.empty();
    }

    private boolean chainWithDirectFeedback() {
        return network.isPlainChain() && experiment.learning().feedback().direct();
    }

    /** The products all of them use. */
    public MatrixProduct product() {
        return product;
    }

    /** A formulation. */
    public Formulation of(Form form) {
        return switch (form) {
            case F1 -> rates();
            case F2 -> graded();
            case F3 -> spiking();
        };
    }

    private Formulation rates() {
        Clock clock = experiment.timing();
        double tauVMs = clock.tauVMs().orElse(neurons.cell().somaticTimeConstantMs());
        return Misfit.at(
                "timing",
                () -> new RateFormulation(
                        network,
                        deterministic(),
                        controller.deterministic(),
                        tauVMs / clock.tauUMs(),
                        Collections.nCopies(network.layers(), new ApicalDendrite.Instant()),
                        experiment.learning().feedback().path(clock.tauUMs()),
                        product));
    }

    private Formulation graded() {
        return Misfit.at(
                "neurons",
                () -> new GradedFormulation(
                        network,
                        deterministic(),
                        controller.deterministic(),
                        neurons,
                        new ExactIntegration(neurons.cell(), experiment.timing().dtMs()),
                        product));
    }

    private Formulation spiking() {
        Spikes spikes = experiment.spikes();
        double dtMs = experiment.timing().dtMs();
        Misfit.check("layers", () -> network.requireNoCompetition("F3"));
        return Misfit.at(
                "spikes",
                () -> new SpikingFormulation(
                        network,
                        experiment.timing().timing(true, Transmission.PREVIOUS_STEP),
                        controller,
                        neurons,
                        spikes.units(dtMs),
                        spikes.synapseTauMs(),
                        dtMs,
                        product));
    }

    /** F1 and F2 start in their feedforward state, unless something beside the chain has to settle. */
    private Timing deterministic() {
        return experiment.timing().timing(!network.others().isEmpty(), Transmission.INSTANTANEOUS);
    }

    /** A formulation with the free phase of a test presentation. */
    public Formulation reading(Formulation formulation) {
        Clock clock = experiment.timing();
        Timing timing = formulation.timing();
        if (timing.freeSteps() == 0
                || !formulation.spikes()
                || clock.readoutMs().isEmpty()) {
            return formulation;
        }
        int steps = Grid.steps("timing.readoutMs", clock.readoutMs().get(), clock.dtMs());
        return formulation.withTiming(timing.withSteps(steps, timing.warmupSteps(), timing.steps()));
    }

    /** The rule of the basal synapses under a formulation. */
    public LocalRule rule(Formulation formulation) {
        return rule(experiment.learning().rule(), formulation);
    }

    /** The rule of plastic synapses beside the chain. */
    public LocalRule lateralRule(Formulation formulation) {
        return rule(experiment.learning().lateral().orElse(experiment.learning().rule()), formulation);
    }

    private LocalRule rule(RuleDescription rule, Formulation formulation) {
        if (rule.needsSpikes() && !formulation.spikes()) {
            throw Misfit.expected("learning.rule", "a rule that reads no spikes, which only formulation F3 has");
        }
        return rule.rule(new RuleDescription.Place(
                experiment.timing().dtMs(),
                neurons.cell().somaticTimeConstantMs(),
                formulation.spikes(),
                experiment.spikes().soma().resets(),
                product));
    }
}
