package org.apical.app.study.theories;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apical.app.experiment.Experiment;
import org.apical.app.experiment.ExperimentFile;
import org.apical.app.experiment.Form;
import org.apical.app.experiment.Learning;
import org.apical.app.experiment.MethodNeeds;
import org.apical.app.findings.Columns;
import org.apical.app.findings.Findings;
import org.apical.app.findings.Measure;
import org.apical.app.findings.Measures;
import org.apical.app.findings.Section;
import org.apical.app.findings.Section.Axis;
import org.apical.app.findings.Section.Beside;
import org.apical.app.findings.Section.LineChart;
import org.apical.app.findings.Section.Notes;
import org.apical.app.findings.Section.Series;
import org.apical.app.findings.Section.Table;
import org.apical.app.findings.Section.Text;
import org.apical.app.study.Claim;
import org.apical.app.study.Spread;
import org.apical.app.study.theories.TheoriesPlan.Budget;
import org.apical.app.yaml.YamlText;
import org.apical.neuron.kernel.MatrixProduct;
import org.apical.plasticity.reference.Reference;

/**
 * What the study {@code theories} found.
 *
 * @param rates that were chosen
 * @param courses of every network
 * @param tolerated changes under which the digits are still learned; of none in the short form
 * @param split of every network on the digits, with the rate that was chosen, that did not diverge
 */
record TheoriesFindings(
        TheoriesPlan plan,
        Map<Budget, Map<Theory, Double>> rates,
        Map<Job, Learned> courses,
        Map<Job, SplitDigits> split,
        Map<Theory, Tolerated> tolerated,
        MatrixProduct product) {
    private static final int CURVES = 6;
    private static final double CHANCE = 10;
    /** beta 0.01 times the gain of the chain, of order one: a radian of order beta. */
    private static final double NUDGED_DEGREES = 3;

    private static final double SAME_DEGREES = 1e-4;

    Findings findings() {
        List<Claim> claims = claims();
        List<Section> sections = new ArrayList<>(List.of(
                Claim.table(claims),
                accuracies(),
                new Beside(
                        "Two theories beside each other",
                        "Rows of both in every table of this page.",
                        theories().stream().map(Theory::label).toList()),
                needs()));
        if (!tolerated.isEmpty()) {
            sections.add(tolerance());
        }
        sections.addAll(byDepth());
        for (Reference reference : Reference.values()) {
            sections.add(angles(reference));
        }
        inGroups(withBackward()).forEach(some -> sections.add(backward(some)));
        for (Budget budget : plan.budgets()) {
            inGroups(theories()).forEach(some -> sections.add(tried(budget, some)));
        }
        sections.add(absent());
        sections.add(methods());
        return new Findings(
                "Theories of credit assignment on one network",
                "Networks of rates that differ in what changes forward weights, nothing else: "
                        + plan.budgets().stream()
                                .map(budget -> budget.lesson().name() + ", " + budget.seeds() + " networks")
                                .collect(Collectors.joining("; "))
                        + ".",
                sections,
                Claim.checks(claims),
                Measures.of(measures()),
                files());
    }

    private static String file(List<Learned> networks) {
        return networks.get(0).job().file();
    }

    /** The experiment of the first seed of every row and column; {@code experiments/apical run} learns it again. */
    private Map<String, String> files() {
        Map<String, String> files = new TreeMap<>();
        Stream<Lesson> deep =
                plan.depths().stream().map(depth -> plan.digits().lesson().deep(depth));
        Stream<Lesson> forms =
                plan.forms().stream().map(form -> plan.digits().lesson().as(form));
        List<Learned> cells = new ArrayList<>();
        for (Theory theory : theories()) {
            plan.budgets().forEach(budget -> cells.add(of(theory, budget).get(0)));
        }
        Stream.concat(deep, forms).forEach(lesson -> theories().stream()
                .filter(theory -> lesson.form() == Form.F1 || theory.compartments())
                .forEach(theory -> cells.add(of(theory, lesson).get(0))));
        for (Learned cell : cells) {
            files.put(
                    cell.job().file(),
                    YamlText.of(ExperimentFile.map(
                            cell.job().network().formulations(product).experiment())));
        }
        return files;
    }

    private static List<Theory> theories() {
        return List.of(Theory.values());
    }

    /** Not too many for one chart. */
    private static List<List<Theory>> inGroups(List<Theory> all) {
        return IntStream.iterate(0, first -> first < all.size(), first -> first + CURVES)
                .mapToObj(first -> all.subList(first, Math.min(all.size(), first + CURVES)))
                .toList();
    }

    /** Networks of a theory that learned a lesson with a rate, by seed. */
    private List<Learned> of(Theory theory, Lesson lesson, double rate, int seeds) {
        return IntStream.range(0, seeds)
                .mapToObj(k -> courses.get(new Job(theory, lesson, rate, plan.firstSeed() + k)))
                .toList();
    }

    /** Those with the rate that was chosen. */
    private List<Learned> of(Theory theory, Budget budget) {
        return of(theory, budget.lesson(), rates.get(budget).get(theory), budget.seeds());
    }

    /** Those that learned the digits. */
    private List<Learned> of(Theory theory) {
        return of(theory, plan.digits());
    }

    /** Those that learned another lesson of digits with the rate of the digits. */
    private List<Learned> of(Theory theory, Lesson lesson) {
        return of(
                theory,
                lesson,
                rates.get(plan.digits()).get(theory),
                plan.digits().seeds());
    }

    private static double[] finite(double[] x) {
        return Arrays.stream(x).filter(Double::isFinite).toArray();
    }

    /** By seed, of networks that did not diverge. */
    private double[] numbers(Theory theory, ToDoubleFunction<Learned> of) {
        return finite(of(theory).stream().mapToDouble(of).toArray());
    }

    /** The same of seeds on which neither diverged. */
    private double[] less(Theory one, Theory other, ToDoubleFunction<Learned> of) {
        List<Learned> x = of(one);
        List<Learned> y = of(other);
        return finite(IntStream.range(0, Math.min(x.size(), y.size()))
                .mapToDouble(k -> of.applyAsDouble(x.get(k)) - of.applyAsDouble(y.get(k)))
                .toArray());
    }

    private static double before(Learned course, Reference to) {
        return course.angle(false, to);
    }

    /** Those of networks that did not diverge; of none there is no claim. */
    private List<Claim> claims() {
        return allClaims().stream().filter(claim -> claim.measured().size() > 0).toList();
    }

    private List<Claim> allClaims() {
        List<Claim> claims = new ArrayList<>();
        for (Theory theory : List.of(Theory.DIRECT, Theory.ALIGNMENT)) {
            claims.add(Claim.atMost(
                            "In the last layer the update of " + theory.label() + " is the gradient.",
                            "angle to backprop there, before learning (degrees)",
                            SAME_DEGREES,
                            numbers(theory, c -> c.angle(false, (int) c.layers().count() - 2, Reference.BACKPROP)))
                    .must());
        }
        claims.add(Claim.atMost(
                        "The update of predictive coding is the gradient where its output is nudged weakly (Whittington and Bogacz 2017; Millidge et al. 2022).",
                        "angle to backprop before learning (degrees)",
                        NUDGED_DEGREES,
                        numbers(Theory.NUDGED_CODING, c -> before(c, Reference.BACKPROP)))
                .must());
        claims.add(Claim.atLeast(
                "Clamped, it is nearer to minimum norm, as DFC is, than to backprop.",
                "angle to backprop less angle to minimum norm, before learning (degrees)",
                0,
                numbers(Theory.CODING, c -> before(c, Reference.BACKPROP) - before(c, Reference.MINIMUM_NORM))));
        claims.add(Claim.atLeast(
                "DFC is nearer to minimum norm than to backprop (Meulemans et al. 2021).",
                "angle to backprop less angle to minimum norm, before learning (degrees)",
                0,
                numbers(Theory.DFC, c -> before(c, Reference.BACKPROP) - before(c, Reference.MINIMUM_NORM))));
        claims.add(Claim.atLeast(
                "Equilibrium propagation with symmetric weights learns as well as backprop (Scellier and Bengio 2017).",
                "its test accuracy less that of backprop (points)",
                -1,
                less(Theory.EQUILIBRIUM, Theory.BACKPROP, Learned::test)));
        claims.add(Claim.atLeast(
                "Without weight symmetry Jacobian homeostasis raises accuracy (Laborieux and Zenke 2023).",
                "test accuracy with it less that without it (points)",
                0,
                less(Theory.HOMEOSTASIS, Theory.OWN, Learned::test)));
        claims.add(Claim.atLeast(
                "A weight mirror learns better than feedback alignment with fixed S (Akrout et al. 2019).",
                "difference of test accuracies (points)",
                0,
                less(Theory.WEIGHT_MIRROR, Theory.ALIGNMENT, Learned::test)));
        claims.add(Claim.atLeast(
                "In phaseless alignment backward weights turn towards the transposed forward ones (Max et al. 2024).",
                "angle of S to W^T before learning less that after it (degrees)",
                0,
                numbers(Theory.PHASELESS, c -> c.backward(false) - c.backward(true))));
        claims.add(Claim.atLeast(
                "Phaseless alignment learns better than feedback alignment with fixed S (Max et al. 2024).",
                "difference of test accuracies (points)",
                0,
                less(Theory.PHASELESS, Theory.ALIGNMENT, Learned::test)));
        claims.add(Claim.atLeast(
                "Input modulation learns.",
                "test accuracy less chance (points)",
                0,
                numbers(Theory.MODULATION, c -> c.test() - CHANCE)));
        claims.add(Claim.atLeast(
                "Backprop learns better than input modulation (Dellaferrera and Kreiman 2022).",
                "difference of test accuracies (points)",
                0,
                less(Theory.BACKPROP, Theory.MODULATION, Learned::test)));
        claims.add(Claim.atLeast(
                "Direct feedback alignment learns better than input modulation (the same).",
                "difference of test accuracies (points)",
                0,
                less(Theory.DIRECT, Theory.MODULATION, Learned::test)));
        claims.add(Claim.atLeast(
                "Backprop learns better than forward-forward (Hinton 2022).",
                "difference of test accuracies (points)",
                0,
                less(Theory.BACKPROP, Theory.FORWARD_FORWARD, Learned::test)));
        claims.add(Claim.atLeast(
                "Direct feedback learns better where its weights learn to predict the output than where they are fixed (Yang et al. 2024).",
                "difference of test accuracies (points)",
                0,
                less(Theory.SUPPORT, Theory.DIRECT, Learned::test)));
        return claims;
    }

    private Columns<Theory> rows() {
        return new Columns<Theory>().with("theory", Theory::label);
    }

    private static String cell(List<Learned> networks, String format, ToDoubleFunction<Learned> of) {
        long diverged = networks.stream().filter(Learned::diverged).count();
        double[] left =
                networks.stream().filter(c -> !c.diverged()).mapToDouble(of).toArray();
        String text = left.length == 0 ? "" : Spread.of(left).text(format);
        return diverged == 0 ? text : (text + " (" + diverged + " of " + networks.size() + " diverged)").strip();
    }

    private String cell(Theory theory, String format, ToDoubleFunction<Learned> of) {
        return cell(of(theory), format, of);
    }

    /** Nothing of a theory in which no activity settles but in time. */
    private String settling(Theory theory) {
        boolean none = of(theory).stream().noneMatch(c -> c.settlingSteps() > 0);
        return none ? "–" : cell(theory, "%.0f", Learned::settlingSteps);
    }

    /** Those with backward weights of their own. */
    private List<Theory> withBackward() {
        return theories().stream()
                .filter(theory -> of(theory).stream().anyMatch(c -> Double.isFinite(c.backward(true))))
                .toList();
    }

    private LineChart backward(List<Theory> some) {
        return new LineChart(
                "Backward weights over learning",
                "Angle of backward weights S to the transposed forward ones, all layers stacked; digits, mean ± sd over networks that did not diverge. All begin with the same S, but for its size.",
                Axis.linear("epochs"),
                Axis.linear("angle of S to W^T (degrees)"),
                some.stream()
                        .map(theory -> Spread.curve(
                                theory.label(),
                                of(theory).stream()
                                        .filter(c -> !c.diverged())
                                        .map(Learned::backward)
                                        .toList()))
                        .toList());
    }

    private String backward(Theory theory) {
        return !withBackward().contains(theory)
                ? "–"
                : cell(theory, "%.0f", c -> c.backward(false)) + " → " + cell(theory, "%.0f", c -> c.backward(true));
    }

    private Table accuracies() {
        Columns<Theory> columns = rows();
        for (Budget budget : plan.budgets()) {
            columns.with(
                    budget.lesson().images().label() + " (%)",
                    theory -> cell(of(theory, budget), "%.1f", Learned::test),
                    theory -> file(of(theory, budget)));
        }
        for (Form form : plan.forms()) {
            Lesson lesson = plan.digits().lesson().as(form);
            columns.with(
                    "digits as " + form + " (%)",
                    theory -> theory.compartments()
                            ? cell(of(theory, lesson), "%.1f", Learned::test)
                            : theory.ratesAlone(),
                    theory -> theory.compartments() ? file(of(theory, lesson)) : "");
        }
        if (!split.isEmpty()) {
            columns.with("forgotten (points)", this::forgotten);
        }
        for (int k = 0; k < Learned.ATTACKS.size(); k++) {
            int attack = k;
            columns.with(
                    "epsilon " + Learned.ATTACKS.get(k) + " (%)",
                    theory -> cell(theory, "%.1f", c -> c.attacked(attack)));
        }
        return columns.with(
                        "to backprop, after (degrees)",
                        theory -> cell(theory, "%.1f", c -> c.angle(true, Reference.BACKPROP)))
                .with("S to W^T, before → after (degrees)", this::backward)
                .with("steps of settling", this::settling)
                .with("wall time a presentation (us)", theory -> cell(theory, "%.0f", Learned::microseconds))
                .table(
                        "Measured",
                        "Test accuracies: mean ± sd over networks that did not diverge; each cell leads to the experiment of its first network (experiments/apical run FILE). F2 and F3: theories whose neurons have compartments here. Forgotten: digits as five tasks of two classes one after the other, accuracy of each just after it was learned less that after the last, mean over tasks (van de Ven and Tolias 2019). "
                                + "Epsilon: accuracy on images each pixel of which has been changed by that share of the range of all so that the loss grows (fast gradient sign method). Angle, steps, time and what follows: digits. Steps of settling: of a sample after learning, all phases; those of DFC are steps of time and are not counted. Wall time includes whatever else the machine did.",
                        theories());
    }

    private Table tolerance() {
        return rows().with(
                        "noise in apical dendrites (units of v)",
                        theory -> tolerated.get(theory).words("noise"))
                .with("delay of feedback (ms)", theory -> tolerated.get(theory).words("delay"))
                .with("entries of Q that exist", theory -> tolerated.get(theory).words("feedback"))
                .with(
                        "forward synapses that exist",
                        theory -> tolerated.get(theory).words("forward"))
                .with(
                        "scatter of conductances, F2 (CV)",
                        theory -> tolerated.get(theory).words("conductance"))
                .table(
                        "Tolerance",
                        "How far a network can be changed until it loses more than 5 points of accuracy for sure, as an audit finds it: mean [95 % confidence interval] over five networks that learn from 600 digits in four epochs. Noise and delay: of presentations under control; entries of Q: of those with direct feedback; conductances: of compartments.",
                        theories());
    }

    private String forgotten(Theory theory) {
        List<SplitDigits> networks = of(theory).stream()
                .map(Learned::job)
                .filter(split::containsKey)
                .map(split::get)
                .toList();
        return networks.isEmpty()
                ? "diverged"
                : Spread.of(networks.stream()
                                        .mapToDouble(SplitDigits::forgotten)
                                        .toArray())
                                .text("%.1f") + " of "
                        + String.format(
                                Locale.ROOT,
                                "%.1f",
                                networks.stream()
                                        .mapToDouble(n -> 100 * n.learned())
                                        .average()
                                        .orElseThrow());
    }

    /** Accuracy by the number of hidden layers. */
    private List<Section> byDepth() {
        if (plan.depths().isEmpty()) {
            return List.of();
        }
        Columns<Theory> columns = rows();
        for (int depth : plan.depths()) {
            columns.with(
                    depth + (depth == 1 ? " hidden layer" : " hidden layers"),
                    theory -> cell(of(theory, plan.digits().lesson().deep(depth)), "%.1f", Learned::test),
                    theory -> file(of(theory, plan.digits().lesson().deep(depth))));
        }
        String heading = "Depth";
        List<Section> sections = new ArrayList<>(List.of(columns.table(
                heading,
                "Test accuracy (%) on the digits by the number of hidden layers, each of "
                        + plan.digits().lesson().hidden().get(0) + " units; rates are those chosen for "
                        + plan.digits().lesson().hidden().size() + ".",
                theories())));
        double[] x = plan.depths().stream().mapToDouble(d -> d).toArray();
        inGroups(theories())
                .forEach(some -> sections.add(new LineChart(
                        heading,
                        "Mean ± sd over networks that did not diverge.",
                        Axis.linear("hidden layers"),
                        Axis.linear("test accuracy (%)"),
                        some.stream()
                                .map(theory -> {
                                    List<Spread> spreads = plan.depths().stream()
                                            .map(depth -> Spread.of(finite(
                                                    of(
                                                                    theory,
                                                                    plan.digits()
                                                                            .lesson()
                                                                            .deep(depth))
                                                            .stream()
                                                            .mapToDouble(Learned::test)
                                                            .toArray())))
                                            .toList();
                                    return new Series(
                                                    theory.label(),
                                                    x,
                                                    spreads.stream()
                                                            .mapToDouble(Spread::mean)
                                                            .toArray())
                                            .with(spreads.stream()
                                                    .mapToDouble(Spread::deviation)
                                                    .toArray());
                                })
                                .toList())));
        return sections;
    }

    /** What a theory needs. */
    private record Needs(Theory theory, MethodNeeds of) {}

    private Table needs() {
        return new Columns<Needs>()
                .with("theory", row -> row.theory().label())
                .with("weight transport", row -> row.of().transport().words())
                .with("phases", row -> String.valueOf(row.of().phases()))
                .with("signals", row -> row.of().broadcast())
                .with("settles", row -> row.of().settling())
                .with("a presentation", row -> presentation(row.theory()))
                .with("beside forward synapses", row -> row.of().extra())
                .table(
                        "What each needs",
                        "Phases: passes or phases of a presentation in which plasticity reads activity. Weight transport: synapses that have, or read, the weights of others.",
                        theories().stream()
                                .map(theory -> new Needs(theory, needs(theory)))
                                .toList());
    }

    private Experiment experiment(Theory theory) {
        return of(theory).get(0).job().network().formulations(product).experiment();
    }

    /** Biological time of a sample, where activity is stepped in time. */
    private String presentation(Theory theory) {
        Experiment experiment = experiment(theory);
        return experiment
                .learning()
                .method()
                .duration(experiment)
                .orElse(needs(theory).settling().equals(MethodNeeds.NONE) ? "not in time" : "until settled");
    }

    private MethodNeeds needs(Theory theory) {
        Learning learning = experiment(theory).learning();
        return learning.method().needs(learning);
    }

    private Table angles(Reference to) {
        Columns<Theory> columns = rows();
        int places = (int) theories().stream()
                .flatMap(theory -> of(theory).stream())
                .filter(c -> !c.diverged())
                .findFirst()
                .map(c -> c.layers().count())
                .orElse(0L)
                .longValue();
        for (int l = 0; l < places; l++) {
            int layer = l;
            columns.with(
                    l == places - 1 ? "all" : "layer " + (l + 1),
                    theory -> cell(theory, "%.0f", c -> c.angle(false, layer, to)) + " → "
                            + cell(theory, "%.0f", c -> c.angle(true, layer, to)));
        }
        return columns.table(
                "Angle to " + to.label(),
                "Degrees, of the update of the first batch, before → after learning; mean ± sd over networks. References are those of the chain without feedback: equilibrium propagation and dis-inhibitory control are at free states of their own.",
                theories());
    }

    private LineChart tried(Budget budget, List<Theory> some) {
        double[] x = budget.choice().rates().stream().mapToDouble(r -> r).toArray();
        List<Series> lines = some.stream()
                .map(theory -> {
                    List<Spread> spreads = budget.choice().rates().stream()
                            .map(rate -> Spread.of(
                                    finite(of(
                                                    theory,
                                                    budget.choice().lesson(),
                                                    rate,
                                                    budget.choice().seeds())
                                            .stream()
                                            .mapToDouble(c -> c.diverged() ? Double.NaN : 100 * c.validation())
                                            .toArray())))
                            .toList();
                    return new Series(
                                    theory.label(),
                                    x,
                                    spreads.stream().mapToDouble(Spread::mean).toArray())
                            .with(spreads.stream()
                                    .mapToDouble(Spread::deviation)
                                    .toArray());
                })
                .toList();
        return new LineChart(
                "Rates of learning",
                budget.choice().lesson().name()
                        + ": validation accuracy, by which the rate of each theory was chosen, mean ± sd over "
                        + budget.choice().seeds() + " networks; nothing where all diverged.",
                Axis.log("rate of learning"),
                Axis.linear("validation accuracy (%)"),
                lines);
    }

    private static Notes absent() {
        return new Notes(
                "Not in this table",
                List.of(
                        "Latent equilibrium, generalised latent equilibrium and neuronal least action: their authors' repositories say that the procedures are registered for patent protection; they are not implemented.",
                        "Spike-based alignment learning does not apply: its signal is the timing of spikes, which rates (F1) have not. It is a rule of synapses beside the chain in F3 (learning.lateral, physics.md 7.8).",
                        "Burst-dependent plasticity of spikes is a rule under F3 (physics.md 7.7), not a row.",
                        "Fast and slow plasticity is of single neurons, whose errors have no way to a layer below (physics.md 15)."));
    }

    private Text methods() {
        String choices = plan.budgets().stream()
                .map(budget -> budget.lesson().images().label() + ": one of "
                        + budget.choice().rates() + ", "
                        + budget.choice().seeds() + " networks, "
                        + budget.choice().lesson().train() + " images, "
                        + budget.choice().lesson().epochs() + " epochs")
                .collect(Collectors.joining("; "));
        return new Text(
                "Methods",
                String.format(
                        Locale.ROOT,
                        "Weights were drawn by seed, counted on from %d, the same for every theory; presentations, their order and Adam with linear decay to zero too. The rate of each theory was the one with the best mean validation accuracy (%s). "
                                + "The target is the output moved down the gradient of the cross-entropy by lambda = 1; of Strong-DFC outputs of 0.9 and 0.1 (sigmoid). DFC, least control and temporal Hebbian: 200 steps of 4 ms, tau_u = 400 ms, tau_v = 20 ms, alpha = 0.01, Q the product of the initial weights; dynamic inversion: 200 steps of 1 ms, tau_u = 100 ms, tau_v = 2 ms, tau_psi = 1 ms; "
                                + "direct feedback alignment, with and without support: Q random (with it the product of the weights in the publication). Forward-forward: theta 0.5, labels added to all inputs with scale 3, both chosen beforehand on other divisions of the digits; every hidden layer counts for the answer (all but the first in the publication). Counter-current learning: agreement by class. Regularised inversion: rho 1, margin 0.05, chosen beside the rate by validation on one network. Equilibrium propagation: top-down gain 0.1, with which the drawn weights have one fixed point an input (1 in the publication); homeostasis 10, of 1, 3, 10, 30 and 100 the one that learned best on seed 99. Phaseless alignment: presentations of 80 steps of tau_v/4, noise 0.1 in units of v. Gauss–Newton and minimum norm are damped by alpha. Equations: physics.md 15.",
                        plan.firstSeed(),
                        choices));
    }

    private List<Measure> measures() {
        List<Measure> list = new ArrayList<>();
        for (Budget budget : plan.budgets()) {
            for (Theory theory : theories()) {
                of(theory, budget).stream().filter(c -> !c.diverged()).forEach(c -> {
                    String at = at(c, budget.lesson().images().id());
                    list.add(Measure.of("test_accuracy", at, c.test(), "%"));
                    list.add(Measure.of("rate", at, c.job().rate(), "1"));
                    list.add(Measure.of("presentation_time", at, 1e-6 * c.microseconds(), "s"));
                });
            }
        }
        theories().stream()
                .flatMap(theory -> of(theory).stream())
                .filter(c -> !c.diverged())
                .forEach(c -> {
                    String at = at(c, plan.digits().lesson().images().id());
                    list.add(Measure.of("settling_steps", at, c.settlingSteps(), "1"));
                    if (Double.isFinite(c.backward(true))) {
                        list.add(Measure.of("angle_of_backward_weights_before", at, c.backward(false), "degrees"));
                        list.add(Measure.of("angle_of_backward_weights_after", at, c.backward(true), "degrees"));
                    }
                    for (int k = 0; k < Learned.ATTACKS.size(); k++) {
                        list.add(
                                Measure.of("test_accuracy_attacked_" + Learned.ATTACKS.get(k), at, c.attacked(k), "%"));
                    }
                    for (Reference to : Reference.values()) {
                        list.add(angle(c, at, false, to));
                        list.add(angle(c, at, true, to));
                    }
                });
        Stream.concat(
                        plan.depths().stream()
                                .map(depth -> plan.digits().lesson().deep(depth)),
                        plan.forms().stream().map(form -> plan.digits().lesson().as(form)))
                .filter(lesson -> !lesson.equals(plan.digits().lesson()))
                .forEach(lesson -> theories().stream()
                        .filter(theory -> lesson.form() == Form.F1 || theory.compartments())
                        .flatMap(theory -> of(theory, lesson).stream())
                        .filter(c -> !c.diverged())
                        .forEach(c -> list.add(Measure.of(
                                "test_accuracy",
                                at(
                                        c,
                                        lesson.images().id() + "/"
                                                + lesson.hidden().size() + " hidden/" + lesson.form()),
                                c.test(),
                                "%"))));
        tolerated.forEach((theory, of) -> List.of("noise", "delay", "feedback", "forward", "conductance")
                .forEach(what ->
                        of.limit(what).ifPresent(x -> list.add(Measure.of("tolerated_" + what, theory.id(), x, "1")))));
        split.forEach((job, of) -> {
            String at = job.theory().id() + "/seed " + job.seed();
            list.add(Measure.of("split_accuracy_when_learned", at, 100 * of.learned(), "%"));
            list.add(Measure.of("split_accuracy_at_end", at, 100 * of.kept(), "%"));
        });
        return list;
    }

    private static String at(Learned course, String lesson) {
        return course.theory().id() + "/" + lesson + "/seed " + course.job().seed();
    }

    private static Measure angle(Learned course, String at, boolean after, Reference to) {
        String quantity = "angle_to_" + to.id() + (after ? "_after" : "_before");
        return Measure.of(quantity, at, course.angle(after, to), "degrees");
    }
}
