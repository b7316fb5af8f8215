package org.apical.app.experiment;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apical.app.UserError;
import org.apical.app.experiment.FeedbackDescription.Given;
import org.apical.app.experiment.LearnedFeedback.Phases;
import org.apical.app.task.TaskDescription;
import org.apical.app.yaml.KeyReference;
import org.apical.app.yaml.Located;
import org.apical.app.yaml.LocatedYaml;
import org.apical.app.yaml.RecordYaml;
import org.apical.app.yaml.YamlText;
import org.apical.network.adaptive.AdaptiveParams.Read;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.network.formulation.Formulation;
import org.apical.neuron.kernel.MatrixProduct;
import org.apical.neuron.parameter.Grid;
import org.apical.neuron.random.RandomStreams;
import org.apical.plasticity.rule.LayerRules;
import org.apical.plasticity.rule.LocalRule;
import org.apical.plasticity.training.AdaptiveLearner;

/** Experiments as files. Everything that could not run is refused, with file, key and line, before anything does. */
public final class ExperimentFile {
    /** What a run adds to its description, and what reading leaves alone. */
    public static final String RUN = "run";

    /** What only a sweep reads: the values between which its cells differ. */
    public static final String GRID = "grid";

    private static final String TARGET = "learning.target";

    private static final RecordYaml YAML = new RecordYaml(Registry.KINDS);

    private final Located root;
    /** What paths in it are relative to. */
    private final Path directory;

    private ExperimentFile(Located root, Path directory) {
        this.root = root;
        this.directory = directory;
    }

    /** A file, before it is understood. */
    public static ExperimentFile read(Path path) {
        return new ExperimentFile(LocatedYaml.read(path), path.toAbsolutePath().getParent());
    }

    /** Text under the name of a file. */
    public static ExperimentFile read(String file, String text) {
        return new ExperimentFile(LocatedYaml.read(file, text), Path.of("").toAbsolutePath());
    }

    /** One of the embedded files, which stand in {@code experiments/networks}. */
    public static ExperimentFile embedded(String name) {
        try (InputStream in = ExperimentFile.class.getResourceAsStream(name)) {
            return read(name, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("the embedded " + name + " cannot be read", e);
        }
    }

    /**
     * The same with a key set.
     *
     * @param origin what is named where it is wrong: the option that said so
     * @param path such as {@code learning.epochs} or {@code layers[0].units}
     * @param value as YAML
     */
    public ExperimentFile with(String origin, String path, String value) {
        Located other = LocatedYaml.read(origin, value.isBlank() ? "''" : value);
        return new ExperimentFile(FormerKeys.renamed(root).with(path, origin, other), directory);
    }

    /** Whether it says something at a path. */
    public boolean has(String path) {
        Located there = FormerKeys.renamed(root).at(path);
        return there.key().equals(path);
    }

    /** Whether its somata have a f–I curve, which can be phi of its layers. */
    public boolean firesAlongACurve() {
        Experiment read = YAML.read(
                Experiment.class, FormerKeys.renamed(root).without(RUN).without(GRID));
        return read.layers().stream()
                .allMatch(layer -> read.spikesOf(layer.name()).soma().own().isPresent());
    }

    /** The same with what another file has at a path. */
    public ExperimentFile with(String path, ExperimentFile other) {
        Located from = FormerKeys.renamed(other.root).at(path);
        return new ExperimentFile(FormerKeys.renamed(root).with(path, other.root.file(), from), directory);
    }

    /** The same with a value that stands elsewhere in it set at a path. */
    public ExperimentFile with(String path, Located value) {
        return new ExperimentFile(FormerKeys.renamed(root).with(path, value.file(), value), directory);
    }

    /** What a sweep varies; nothing if it does not say. */
    public Optional<Located> grid() {
        return Optional.of(root.at(GRID)).filter(there -> there.key().equals(GRID));
    }

    /** The line that it lacks something. */
    public UserError lacks(String expected) {
        return root.error(expected);
    }

    /** What a run has added to its description; empty if this is none. */
    public Map<String, String> run() {
        Map<String, String> run = new LinkedHashMap<>();
        root.texts(RUN).forEach(run::put);
        return run;
    }

    /** A whole number that a run has noted. */
    public static int whole(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new UserError(RUN + ": expected a whole number, found '" + text + "'", e);
        }
    }

    /** The experiment, to be run under its formulations. */
    public Experiment experiment(MatrixProduct product) {
        return formulations(product).experiment();
    }

    /** Its formulations. */
    public Formulations formulations(MatrixProduct product) {
        return formulations(product, ExperimentFile::compared);
    }

    /** The experiment, to be run as what its audit looks at. */
    public Experiment audited(MatrixProduct product) {
        return formulations(product, e -> List.of(e.audit().formulation())).experiment();
    }

    private static List<Form> compared(Experiment experiment) {
        if (experiment.data().isPresent()) {
            onGrid(experiment, "agreement.settleMs", experiment.agreement().settleMs());
        }
        return experiment.formulations();
    }

    private static void onGrid(Experiment experiment, String key, double ms) {
        Misfit.check(key, () -> Grid.steps(key, ms, experiment.timing().dtMs()));
    }

    private Formulations formulations(MatrixProduct product, Function<Experiment, List<Form>> forms) {
        Located current = FormerKeys.renamed(root);
        Experiment experiment =
                YAML.read(Experiment.class, current.without(RUN).without(GRID)).in(directory);
        try {
            if (!has(TARGET) && Misfit.at("data", () -> regression(experiment))) {
                return with("default of a regression", TARGET, "{nudge: {lambda: 0.5}}")
                        .formulations(product, forms);
            }
            Formulations formulations = Misfit.at("neurons", () -> new Formulations(experiment, product));
            check(experiment, formulations, forms.apply(experiment));
            return formulations;
        } catch (Misfit misfit) {
            Located at = current.at(misfit.key());
            if (misfit.expectation() && !at.key().equals(misfit.key())) {
                throw at.error(misfit.key() + ": expected " + misfit.getMessage() + ", found its default");
            }
            throw misfit.expectation() ? at.expected(misfit.getMessage()) : refused(at, misfit);
        }
    }

    private static boolean regression(Experiment experiment) {
        return experiment.data().filter(TaskDescription::regression).isPresent();
    }

    private static UserError refused(Located at, Misfit misfit) {
        return misfit.getCause() instanceof org.apical.neuron.parameter.ParameterException e
                ? RecordYaml.refused(at, e)
                : at.error(misfit.getMessage());
    }

    private static void check(Experiment experiment, Formulations formulations, List<Form> forms) {
        NetworkDescription network = formulations.network();
        experiment.data().ifPresent(data -> checkData(experiment, data, network));
        experiment.learning().feedback().learned().ifPresent(learned -> checkLearned(experiment, learned, forms));
        if (experiment.record().weights().contains(Kept.When.BEST)
                && experiment.data().flatMap(d -> d.split().validation()).isEmpty()) {
            throw Misfit.expected(
                    "record.weights", "no best weights without data.validation, by which they are chosen");
        }
        if (forms.isEmpty() || forms.stream().distinct().count() < forms.size()) {
            throw Misfit.expected("formulations", "at least one, and each once");
        }
        if (!experiment.learning().feedback().direct() && !forms.equals(List.of(Form.F1))) {
            throw Misfit.expected("learning.feedback", "feedback that other formulations than F1 have, too");
        }
        if (!experiment.learning().method().control()) {
            checkReference(formulations, forms);
        }
        if (experiment.learning().update().computed()) {
            checkAnalytic(formulations, forms);
        }
        experiment.learning().fromMs().ifPresent(ms -> checkWindow(experiment, ms));
        if (experiment.timing().integration().adaptive(Read.AVERAGE).isPresent()) {
            checkAdaptive(formulations, forms);
        }
        // what is only found when a network is built is found here, where it still has a line
        Learning learning = experiment.learning();
        if (learning.feedback().given() == Given.ALL && learning.initial().isEmpty()) {
            throw Misfit.expected("learning.feedback", "product or random, or the key learning.initial beside given");
        }
        NetworkWeights weights = learning.initial().isPresent() ? given(formulations) : NetworkWeights.zero(network);
        for (Form form : forms) {
            Formulation formulation = formulations.of(form);
            Misfit.at("layers", () -> formulation.map(weights));
            Misfit.at(form == Form.F1 ? "layers" : "neurons", () -> formulation.simulation(1));
            if (experiment.data().isPresent()) {
                formulations.rule(formulation);
                formulations.lateralRule(formulation);
            }
        }
    }

    private static NetworkWeights given(Formulations formulations) {
        try {
            return formulations.initial();
        } catch (UserError e) {
            throw Misfit.file("learning.initial", e);
        }
    }

    /** The data are there, can be divided, and fit the network. */
    private static void checkData(Experiment experiment, TaskDescription data, NetworkDescription network) {
        if (network.inputs() != data.inputs()) {
            throw Misfit.expected("input.units", data.inputs() + ", the numbers of a sample of " + data.name());
        }
        if (network.outputs() != data.outputs()) {
            List<String> names = experiment.layers().stream().map(Layer::name).toList();
            int last = names.indexOf(network.chain().get(network.layers() - 1).name());
            throw Misfit.expected(
                    "layers[" + last + "].units", data.outputs() + ", the outputs wanted by " + data.name());
        }
        if (data.regression() && experiment.learning().target().classes()) {
            throw Misfit.expected("learning.target", "nudge: a label is one of classes, which these data have none of");
        }
        Misfit.at("data", () -> data.task(new RandomStreams(experiment.seed())));
    }

    /** References have the error of the output, in a chain of rates, and nothing of what presentations are made of. */
    private static void checkReference(Formulations formulations, List<Form> forms) {
        Learning learning = formulations.experiment().learning();
        if (!forms.equals(List.of(Form.F1))) {
            throw Misfit.expected(
                    "learning.method", "control, or formulations: [F1] (of an audit, audit.formulation: F1)");
        }
        if (!formulations.network().isPlainChain()) {
            throw Misfit.expected(
                    "learning.method",
                    "control, or a plain chain of layers, without projections beside it and without competition");
        }
        if (learning.update() != Learning.Update.AVERAGE) {
            throw Misfit.expected("learning.update", "no such key where no presentation is learned from");
        }
        if (learning.feedback().learned().isPresent() || !learning.feedback().direct()) {
            throw Misfit.expected("learning.feedback", "fixed where no presentation is learned from");
        }
        if (!name(learning.rule()).equals("dendritic prediction")) {
            throw Misfit.expected(
                    "learning.rule", "dendritic prediction, the default, where no presentation is learned from");
        }
        boolean regression = regression(formulations.experiment());
        if (regression && learning.method().classes()) {
            throw Misfit.expected("learning.method", "another one, which learns other data than classes, too");
        }
        // what the theory itself refuses: parameters, transfer, number of layers
        Misfit.at("learning.method", () -> learning.method()
                .signal(new LearningMethod.Place(
                        formulations.network(),
                        learning.target(),
                        new RandomStreams(formulations.experiment().seed()),
                        formulations.product())));
    }

    /** The steady state has a theory in chains of rates with Q u as feedback, and an error that dendritic prediction reads. */
    private static void checkAnalytic(Formulations formulations, List<Form> forms) {
        String at = "learning.update";
        Learning learning = formulations.experiment().learning();
        if (!forms.equals(List.of(Form.F1))) {
            throw Misfit.expected(at, "average or end under other formulations than F1");
        }
        if (!formulations.network().isPlainChain()
                || formulations.controller().law().isEmpty()
                || !learning.feedback().direct()) {
            throw Misfit.expected(at, "average or end: there is no theory of this network's steady state");
        }
        if (!name(learning.rule()).equals("dendritic prediction")) {
            throw Misfit.expected(at, "average or end with another rule than dendritic prediction");
        }
        if (learning.feedback().learned().filter(l -> l.phases() == Phases.ONE).isPresent()) {
            throw Misfit.expected(at, "average in one phase");
        }
    }

    /** A window ends with the presentation, and is averaged step by step. */
    private static void checkWindow(Experiment experiment, double fromMs) {
        String at = "learning.fromMs";
        Learning learning = experiment.learning();
        Clock clock = experiment.timing();
        onGrid(experiment, at, fromMs);
        if (fromMs > clock.freeMs() + clock.controlledMs()) {
            throw Misfit.expected(
                    at,
                    "at most " + (clock.freeMs() + clock.controlledMs())
                            + " ms, timing.freeMs and timing.controlledMs");
        }
        if (!learning.method().control()
                || learning.update() != Learning.Update.AVERAGE
                || clock.integration().adaptive(Read.AVERAGE).isPresent()
                || learning.feedback()
                        .learned()
                        .filter(l -> l.phases() == Phases.ONE)
                        .isPresent()) {
            throw Misfit.expected(
                    at, "no such key but where averages are learned from, in euler steps, feedback not in one phase");
        }
    }

    /** {@link AdaptiveLearner} learns from the differential equation of a plain chain of rates by one rule. */
    private static void checkAdaptive(Formulations formulations, List<Form> forms) {
        String at = "timing.integration";
        Experiment experiment = formulations.experiment();
        if (!forms.equals(List.of(Form.F1))) {
            throw Misfit.expected(at, "euler under other formulations than F1");
        }
        if (experiment.data().isEmpty()
                || experiment.learning().update().computed()
                || !experiment.learning().method().control()) {
            throw Misfit.expected(at, "euler where no controlled phase is learned from");
        }
        if (experiment
                .learning()
                .feedback()
                .learned()
                .filter(l -> l.phases() == Phases.ONE)
                .isPresent()) {
            throw Misfit.expected(at, "euler in one phase");
        }
        Formulation rates = formulations.of(Form.F1);
        if (rates.differential().isEmpty()) {
            throw Misfit.expected(
                    at, "euler: adaptive needs a plain chain without delays, an ideal controller and direct feedback");
        }
        LayerRules rules = formulations.rule(rates);
        LocalRule known = AdaptiveLearner.rule(formulations.product());
        if (!IntStream.range(0, formulations.network().layers())
                .mapToObj(rules::of)
                .allMatch(known::equals)) {
            throw Misfit.expected(at, "euler with another rule than dendritic prediction as it is in F1");
        }
    }

    private static void checkLearned(Experiment experiment, LearnedFeedback learned, List<Form> forms) {
        String at = "learning.feedback.learned";
        onGrid(experiment, at + ".onsetMs", learned.onsetMs());
        learned.presentationMs().ifPresent(ms -> onGrid(experiment, at + ".presentationMs", ms));
        if (learned.tauVMs().isPresent() && (learned.phases() == Phases.ONE || !forms.equals(List.of(Form.F1)))) {
            throw Misfit.expected(at + ".tauVMs", "no such key but in two phases under F1 alone");
        }
        if (learned.phases() == Phases.ONE) {
            checkOnePhase(experiment.learning(), learned, at);
        }
    }

    private static void checkOnePhase(Learning learning, LearnedFeedback learned, String at) {
        if (learned.highPassMs().isEmpty()) {
            throw Misfit.expected(
                    at, "the key highPassMs: in one phase what control holds steady would enter the weights");
        }
        if (learned.epochsBetween() > 0) {
            throw Misfit.expected(at + ".epochsBetween", "0 in one phase");
        }
        if (learning.update() != Learning.Update.AVERAGE) {
            throw Misfit.expected("learning.update", "average in one phase");
        }
    }

    /** The text of an experiment, every key written out. */
    public static String write(Experiment experiment) {
        return YamlText.of(YAML.write(experiment));
    }

    /** Every key, as Markdown. */
    public static String reference() {
        return KeyReference.of(Experiment.class, Registry.KINDS);
    }

    /** The name that a part of an experiment, such as a rule or a soma, has in files. */
    public static String name(Object part) {
        return Registry.KINDS.name(part);
    }

    /** The same as a map. */
    public static Map<String, Object> map(Experiment experiment) {
        return YAML.write(experiment);
    }
}
