package org.apical.app.experiment;

import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.apical.app.experiment.LearnedFeedback.Lag;
import org.apical.network.control.ControllerDescription;
import org.apical.network.description.LayerDescription;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.network.dynamics.ApicalDendrite;
import org.apical.network.dynamics.Timing;
import org.apical.network.dynamics.Timing.Transmission;
import org.apical.network.formulation.Formulation;
import org.apical.network.formulation.GradedFormulation;
import org.apical.network.formulation.InputForm;
import org.apical.network.formulation.LayerNeurons;
import org.apical.network.formulation.NeuronSet;
import org.apical.network.formulation.RateFormulation;
import org.apical.network.formulation.SpikingFormulation;
import org.apical.neuron.compartment.ExactIntegration;
import org.apical.neuron.compartment.PyramidalCell;
import org.apical.neuron.compartment.TimeConstants;
import org.apical.neuron.kernel.MatrixProduct;
import org.apical.neuron.parameter.Grid;
import org.apical.neuron.population.Scatter;
import org.apical.neuron.population.UnitNeuron;
import org.apical.neuron.random.RandomStreams;
import org.apical.neuron.reduction.RateCode;
import org.apical.neuron.reduction.RateReduction;
import org.apical.neuron.reduction.UnitCode;
import org.apical.neuron.soma.SomaticOutput;
import org.apical.neuron.transfer.FiCurve;
import org.apical.plasticity.rule.LayerRules;
import org.apical.plasticity.rule.LocalRule;
import org.apical.plasticity.rule.RuleDescription;

/** The one place that makes formulations of an experiment: its network as F1, F2 and F3. */
public final class Formulations {
    private final Experiment experiment;
    private final MatrixProduct product;
    private final NetworkDescription network;
    private final NeuronSet neurons;
    private final ControllerDescription controller;
    /** f–I curves of somata, found when first asked for. */
    private final Map<Experiment.LayerCell, Map<Spikes, Optional<FiCurve>>> curves = new HashMap<>();

    /** @throws Misfit if parts of the experiment do not go together */
    public Formulations(Experiment experiment, MatrixProduct product) {
        this.experiment = experiment;
        this.product = product;
        Clock clock = experiment.timing();
        Delays delays = new Delays(clock.dtMs());
        Map<String, UnitCode> codes = new LinkedHashMap<>();
        this.network = Networks.network(experiment, delays, (layer, last) -> {
            Experiment.LayerCell of = experiment.cellOf(layer.name(), last);
            double rest = of.cell().cell().restMv();
            Optional<FiCurve> curve = layer.transfer() == Transfer.FI_CURVE
                    ? Misfit.at("spikes.soma", () -> curve(of, experiment.spikesOf(layer.name())))
                    : Optional.empty();
            if (layer.transfer() == Transfer.FI_CURVE && curve.isEmpty()) {
                throw Misfit.expected(
                        layerKey(layer) + ".transfer",
                        "another one under escape noise, whose neurons share their potentials and fire along phi itself");
            }
            UnitCode code = code(layer.name(), last, of.code(), curve, rest);
            codes.put(layer.name(), code);
            return curve.map(c -> layer.transfer().of(code, c, rest))
                    .orElseGet(() -> layer.transfer().of(code));
        });
        this.neurons = neurons(codes);
        this.controller = Misfit.at("controller", () -> {
            ControllerDescription described = experiment.controller().description(clock.dtMs(), experiment.seed());
            delays.add("controller.delayMs", described.delayMs(), network.outputs(), described.spikes() ? 2 : 1);
            return described.drawn(network.outputs());
        });
        checkSteps();
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
        if (learning.feedback().learned().filter(f -> f.lag() == Lag.GIVEN_BACK).isPresent() && !sameLags()) {
            throw Misfit.expected(
                    "learning.feedback.learned.lag", "none where layers differ in their somatic time constants");
        }
        learning.lateral()
                .ifPresent(rule -> Misfit.check(
                        "learning.lateral", () -> delays.add("learning.lateral.delayMs", rule.delayMs(), units, 2)));
    }

    private boolean sameLags() {
        return experiment.formulations().stream()
                .map(this::of)
                .allMatch(f -> IntStream.range(0, network.layers())
                                .mapToObj(f::lagsMs)
                                .distinct()
                                .count()
                        == 1);
    }

    /**
     * The code under which a f–I curve has phi(0) = 0 and phi'(0) = 1 at the potentials of the given code: nu_0 and nu_1 are rate and slope
     * there.
     */
    private UnitCode code(String layer, boolean last, Neurons.Code given, Optional<FiCurve> curve, double restMv) {
        return curve.map(c -> {
                    double origin = restMv + given.offsetMv();
                    double slope = c.slopeHzPerMv(origin);
                    if (!(slope > 0)) {
                        throw Misfit.expected(
                                codeKey(layer, last) + ".offsetMv",
                                "a depolarisation (mV) at which the f-I curve of the soma rises");
                    }
                    return new UnitCode(
                            given.offsetMv(), given.scaleMv(), new RateCode(c.rateHz(origin), slope * given.scaleMv()));
                })
                .orElseGet(given::code);
    }

    /** The key of a layer's code. */
    private String codeKey(String name, boolean last) {
        Layer layer = experiment.layer(name);
        return layer.neuron().flatMap(LayerNeuron::code).isPresent()
                ? layerKey(layer) + ".neuron.code"
                : last ? "neurons.output" : "neurons.hidden";
    }

    /** Every layer's neurons, from the codes of the layers. */
    private NeuronSet neurons(Map<String, UnitCode> codes) {
        Map<Integer, LayerNeurons> all = new HashMap<>();
        for (int l = 0; l < network.layers(); l++) {
            int layer = l;
            String name = network.chain().get(l).name();
            Experiment.LayerCell of = cell(l);
            Spikes own = spikes(l);
            List<UnitNeuron> drawn = of.scatter().map(s -> drawn(layer, s)).orElse(List.of());
            all.put(
                    l,
                    Misfit.at(
                            key(l, "neuron"),
                            () -> new LayerNeurons(
                                    experiment
                                            .neurons()
                                            .remap()
                                            .of(
                                                    RateReduction.of(of.cell().cell(), codes.get(name)),
                                                    experiment.neurons().assumed()),
                                    of.synapses(),
                                    Optional.of(own.units(experiment.timing().dtMs())),
                                    drawn)));
        }
        return new NeuronSet(experiment.input().code(), all.get(0), all.get(network.layers() - 1), all);
    }

    /** The neurons of the units of a layer. */
    private List<UnitNeuron> drawn(int l, Scatter scatter) {
        Experiment.LayerCell of = cell(l);
        boolean own = experiment
                .layer(network.chain().get(l).name())
                .neuron()
                .flatMap(LayerNeuron::scatter)
                .isPresent();
        String key = own ? key(l, "neuron.scatter") : "neurons.scatter";
        if (!of.synapses().linear()) {
            throw Misfit.expected(key, "none where synapses are conductances (neurons.synapses)");
        }
        PyramidalCell cell = of.cell().cell();
        if (!cell.isThreeCompartments()) {
            throw Misfit.expected(key, "none where a cell has other compartments than soma, basal and apical");
        }
        Optional<SomaticOutput> soma = spikes(l).soma().own();
        if (experiment.formulations().contains(Form.F3)
                && soma.flatMap(SomaticOutput::current).isPresent()) {
            throw Misfit.expected(
                    key, "none in F3 where a soma has a current of its own (spikes.soma: escape or lif has none)");
        }
        List<UnitNeuron> drawn = scatter.draw(cell, network.units(l), l, new RandomStreams(experiment.seed()));
        return Misfit.at(key, () -> {
            soma.ifPresent(s -> drawn.stream()
                    .filter(unit -> unit.thresholdMv() != 0)
                    .forEach(unit -> s.shifted(unit.thresholdMv())));
            return drawn;
        });
    }

    /** The key of a layer, or of all, that says what is told of one. */
    private String key(int layer, String part) {
        Layer described = experiment.layer(network.chain().get(layer).name());
        return described.neuron().isPresent() ? layerKey(described) + "." + part : "neurons";
    }

    private String layerKey(Layer layer) {
        return "layers[" + experiment.layers().indexOf(layer) + "]";
    }

    /** Cell, code and synapses of a layer of the network, counted from 0. */
    public Experiment.LayerCell cell(int layer) {
        return experiment.cellOf(network.chain().get(layer).name(), layer == network.layers() - 1);
    }

    /** How the units of a layer of the network spike. */
    public Spikes spikes(int layer) {
        return experiment.spikesOf(network.chain().get(layer).name());
    }

    /** N of a unit of a layer of the network, or of the input, layer -1. */
    public int neuronsPerUnit(int layer) {
        return (layer < 0 ? experiment.spikes() : spikes(layer)).neuronsPerUnit();
    }

    /** N of a unit of the input and of every layer, L + 1. */
    public List<Integer> neuronsPerUnit() {
        return IntStream.range(-1, network.layers())
                .mapToObj(this::neuronsPerUnit)
                .toList();
    }

    /** Throws unless the time step suits every time constant. */
    private void checkSteps() {
        atMost(tauVMs(), "the somatic time constant");
        experiment
                .learning()
                .feedback()
                .learned()
                .flatMap(LearnedFeedback::tauVMs)
                .ifPresent(ms -> atMost(ms, "learning.feedback.learned.tauVMs"));
        atMost(experiment.spikes().synapseTauMs(), "spikes.synapseTauMs");
        for (int l = 0; l < network.layers(); l++) {
            String key = key(l, "neuron.soma");
            atMost(spikes(l).longestStepMs(), (key.equals("neurons") ? "spikes.soma" : key) + ".refractoryMs");
        }
        boolean divided =
                IntStream.range(0, network.layers()).anyMatch(l -> spikes(l).divided());
        if (!divided && experiment.spikes().partMs() != Spikes.PART_MS) {
            throw Misfit.expected(
                    "spikes.partMs",
                    Spikes.PART_MS + ", its default: no soma has a current of its own that carries it up");
        }
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

    /** tau_v (ms) of F1: that of the timing, else the mean over the different ones of the layers' neurons. */
    public double tauVMs() {
        return experiment.timing().tauVMs().orElseGet(() -> IntStream.range(0, network.layers())
                .mapToDouble(l ->
                        TimeConstants.ofUnitMs(neurons.reduction(network, l).cell()))
                .distinct()
                .average()
                .orElseThrow());
    }

    /** The network. */
    public NetworkDescription network() {
        return network;
    }

    /** Within which V_s, V_b and V_a of a layer, counted from 0, are taken to stay. */
    public List<PotentialRanges.Range> ranges(int layer) {
        return experiment
                .neurons()
                .ranges()
                .orElse(PotentialRanges.USUAL)
                .of(spikes(layer).soma());
    }

    /** How layers are coded in mV and Hz. */
    public NeuronSet neurons() {
        return neurons;
    }

    /** The controller of F3, its neurons drawn; F1 and F2 follow its law. */
    public ControllerDescription controller() {
        return controller;
    }

    /** The f–I curve of a layer's soma on its cell, in closed form or measured, found once; empty where the neurons of a unit share their potentials. */
    public Optional<FiCurve> somaCurve(int layer) {
        return curve(cell(layer), spikes(layer));
    }

    private Optional<FiCurve> curve(Experiment.LayerCell of, Spikes spikes) {
        return curves.computeIfAbsent(of, c -> new HashMap<>())
                .computeIfAbsent(
                        spikes,
                        s -> SomaCurve.of(
                                s, of.cell().cell(), experiment.timing().dtMs()));
    }

    /** alpha of the steady states of the abstract equations; empty where there is no theory of them: no law that always holds, no plain chain, feedback that is not direct. */
    public OptionalDouble steadyLeak() {
        return chainWithDirectFeedback() ? controller.steadyLeak() : OptionalDouble.empty();
    }

    private boolean chainWithDirectFeedback() {
        return network.isPlainChain() && experiment.learning().feedback().direct();
    }

    /** Weights before anything is learned: drawn, or given. */
    public NetworkWeights initial() {
        RandomStreams streams = new RandomStreams(experiment.seed());
        FeedbackDescription feedback = experiment.learning().feedback();
        LearningMethod method = experiment.learning().method();
        NetworkWeights weights = NetworkWeights.drawForward(network, streams);
        Runnable others = () -> {
            feedback.enter(weights, network, streams);
            method.enter(weights, network, streams);
        };
        others.run();
        experiment.learning().initial().ifPresent(given -> given.enter(network, weights, feedback, others));
        return weights;
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
        return Misfit.at(
                "timing",
                () -> new RateFormulation(
                        network,
                        deterministic(),
                        controller.deterministic(),
                        tauVMs() / clock.tauUMs(),
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
                        new ExactIntegration(
                                neurons.hidden().reduction().cell(),
                                experiment.timing().dtMs()),
                        product));
    }

    private Formulation spiking() {
        Spikes spikes = experiment.spikes();
        double dtMs = experiment.timing().dtMs();
        Misfit.check("layers", () -> network.requireNoCompetition("F3"));
        SpikingFormulation spiking = Misfit.at(
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
        return Misfit.at("input.as", () -> spiking.withInput(experiment.input().as()));
    }

    /** F1 and F2 start in their feedforward state, unless something beside the chain has to settle, or the time before control counts. */
    private Timing deterministic() {
        boolean free =
                !network.others().isEmpty() || experiment.learning().fromMs().isPresent();
        return experiment.timing().timing(free, Transmission.INSTANTANEOUS);
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
    public LayerRules rule(Formulation formulation) {
        return rule("learning.rule", experiment.learning().rule(), formulation);
    }

    /** The rule of plastic synapses beside the chain. */
    public LayerRules lateralRule(Formulation formulation) {
        return experiment
                .learning()
                .lateral()
                .map(lateral -> rule("learning.lateral", lateral, formulation))
                .orElseGet(() -> rule(formulation));
    }

    private LayerRules rule(String key, RuleDescription rule, Formulation formulation) {
        if (rule.needsSpikes() && !formulation.spikes()) {
            throw Misfit.expected(key, "a rule that reads no spikes, which only formulation F3 has");
        }
        if (rule.needsSpikes() && experiment.input().as() != InputForm.SPIKES) {
            throw Misfit.expected(key, "a rule that reads no spikes, which an input as diffusion has not");
        }
        if (rule.needsBursts()
                && !IntStream.range(0, network.layers())
                        .allMatch(l -> spikes(l).soma().own().isPresent())) {
            throw Misfit.expected(
                    key,
                    "a rule that reads no bursts, which only neurons that are simulated one by one have (soma: lif)");
        }
        if (rule.needsConductances()
                && IntStream.range(0, network.layers())
                        .allMatch(l -> cell(l).synapses().basal().signs() == 1)) {
            throw Misfit.expected(
                    key + ".drivingForce",
                    "false: no layer has conductances on its basal dendrites (neurons.synapses.basal), and currents have no driving force");
        }
        List<LocalRule> rules = IntStream.range(0, network.layers())
                .mapToObj(l -> rule.rule(new RuleDescription.Place(
                        experiment.timing().dtMs(),
                        neurons.reduction(network, l).cell().somaticTimeConstantMs(),
                        formulation.spikes(),
                        spikes(l).soma().resets(),
                        product)))
                .toList();
        return rules::get;
    }
}
