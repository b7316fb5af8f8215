package org.apical.app.study.theories;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.apical.app.experiment.Learning;
import org.apical.app.experiment.MethodNeeds;
import org.apical.app.findings.Columns;
import org.apical.app.findings.Findings;
import org.apical.app.findings.Measure;
import org.apical.app.findings.Measures;
import org.apical.app.findings.Section;
import org.apical.app.findings.Section.Axis;
import org.apical.app.findings.Section.LineChart;
import org.apical.app.findings.Section.Notes;
import org.apical.app.findings.Section.Series;
import org.apical.app.findings.Section.Table;
import org.apical.app.findings.Section.Text;
import org.apical.app.study.Claim;
import org.apical.app.study.Spread;
import org.apical.neuron.kernel.MatrixProduct;
import org.apical.plasticity.reference.Reference;

/**
 * What the study {@code theories} found.
 *
 * @param tried every theory and rate on the first seed
 * @param courses of every theory with the rate that was chosen, by seed
 */
record TheoriesFindings(TheoriesPlan plan, List<Learned> tried, List<Learned> courses, MatrixProduct product) {
    private static final int CURVES = 6;
    private static final double CHANCE = 10;
    /** beta 0.01 times the gain of the chain, of order one: a radian of order beta. */
    private static final double NUDGED_DEGREES = 3;

    private static final double SAME_DEGREES = 1e-4;

    Findings findings() {
        List<Claim> claims = claims();
        List<Section> sections = new ArrayList<>(List.of(Claim.table(claims), accuracies(), needs()));
        for (Reference reference : Reference.values()) {
            sections.add(angles(reference));
        }
        List<Theory> all = theories();
        for (int first = 0; first < all.size(); first += CURVES) {
            List<Theory> some = all.subList(first, Math.min(all.size(), first + CURVES));
            sections.add(rates("Rates of learning, theories " + (first + 1) + " to " + (first + some.size()), some));
        }
        sections.add(absent());
        sections.add(methods());
        return new Findings(
                "Theories of credit assignment on one network",
                "The digits, 64-32-32-10, rates (F1), " + plan.train() + " images, " + plan.epochs() + " epochs, "
                        + (plan.repetitions() == 1 ? "one network" : plan.repetitions() + " networks")
                        + ": theories differ in what changes forward weights, nothing else.",
                sections,
                Claim.checks(claims),
                Measures.of(measures()));
    }

    private List<Theory> theories() {
        return courses.stream().map(Learned::theory).distinct().sorted().toList();
    }

    private List<Learned> of(Theory theory) {
        return courses.stream().filter(c -> c.theory() == theory).toList();
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
                        "Predictive coding asks for the gradient where its output is nudged weakly (Whittington and Bogacz 2017; Millidge et al. 2022).",
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
        return claims;
    }

    private Columns<Theory> rows() {
        return new Columns<Theory>().with("theory", Theory::label);
    }

    private String cell(Theory theory, String format, ToDoubleFunction<Learned> of) {
        long diverged = of(theory).stream().filter(Learned::diverged).count();
        double[] left =
                of(theory).stream().filter(c -> !c.diverged()).mapToDouble(of).toArray();
        String text = left.length == 0 ? "" : Spread.of(left).text(format);
        return diverged == 0 ? text : text + " (" + diverged + " diverged)";
    }

    /** Nothing of a theory in which no activity settles but in time. */
    private String settling(Theory theory) {
        boolean none = of(theory).stream().noneMatch(c -> c.settlingSteps() > 0);
        return none ? "–" : cell(theory, "%.0f", Learned::settlingSteps);
    }

    private Table accuracies() {
        return rows().with("test accuracy (%)", theory -> cell(theory, "%.1f", Learned::test))
                .with("rate", theory -> String.valueOf(of(theory).get(0).rate()))
                .with(
                        "to backprop, after (degrees)",
                        theory -> cell(theory, "%.1f", c -> c.angle(true, Reference.BACKPROP)))
                .with("steps of settling", this::settling)
                .with("wall time a presentation (us)", theory -> cell(theory, "%.0f", Learned::microseconds))
                .table(
                        "Accuracy",
                        "Mean ± sd over networks that did not diverge. Steps of settling: of a sample after learning, all phases; those of DFC are steps of time and are not counted. Wall time includes whatever else the machine did.",
                        theories());
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
                .with("beside forward synapses", row -> row.of().extra())
                .table(
                        "What each needs",
                        "Phases: passes or phases of a presentation that plasticity tells apart. Weight transport of DFC: its Q is the product of the initial weights.",
                        theories().stream()
                                .map(theory -> new Needs(theory, needs(theory)))
                                .toList());
    }

    private MethodNeeds needs(Theory theory) {
        Learning learning = plan.network(theory, plan.rates().get(0), 0)
                .formulations(product)
                .experiment()
                .learning();
        return learning.method().needs(learning);
    }

    private Table angles(Reference to) {
        Columns<Theory> columns = rows();
        int places = (int) courses.stream()
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
                "Degrees, of what the first batch asks for, before → after learning; mean ± sd over networks. References are those of the chain without feedback: equilibrium propagation and dis-inhibitory control are at free states of their own.",
                theories());
    }

    private LineChart rates(String heading, List<Theory> some) {
        double[] x = plan.rates().stream().mapToDouble(r -> r).toArray();
        List<Series> lines = some.stream()
                .map(theory -> new Series(
                        theory.label(),
                        x,
                        tried.stream()
                                .filter(c -> c.theory() == theory)
                                .mapToDouble(c -> c.diverged() ? Double.NaN : 100 * c.validation())
                                .toArray()))
                .toList();
        return new LineChart(
                heading,
                "Validation accuracy on the first seed, by which the rate of each theory was chosen; nothing where it diverged.",
                Axis.log("rate of learning"),
                Axis.linear("validation accuracy (%)"),
                lines);
    }

    private static Notes absent() {
        return new Notes(
                "Not in this table",
                List.of(
                        "Latent equilibrium, generalised latent equilibrium and neuronal least action: their authors' repositories say that the procedures are registered for patent protection; they are not implemented.",
                        "Phaseless and spike-based alignment learning, burst-dependent plasticity of spikes (a rule under F3, not a row), forward-forward, counter-current learning, target propagation by regularised inversion, and fast and slow plasticity: not yet."));
    }

    private Text methods() {
        return new Text(
                "Methods",
                String.format(
                        Locale.ROOT,
                        "Weights were drawn by seed, the same for every theory; presentations, their order and Adam with linear decay to zero too. The rate of each theory was the one of %s with the best validation accuracy (297 images) on seed %d; with it networks of %d "
                                + "seed(s) learned and were tested on 500 images. The target is the output moved down the gradient of the cross-entropy by lambda = 1. DFC: 200 steps of 4 ms, tau_u = 400 ms, tau_v = 20 ms, alpha = 0.01, Q the product of the initial weights; "
                                + "direct feedback alignment: Q random. Equilibrium propagation: top-down gain 0.1, with which the drawn weights have one fixed point an input (1 in the publication). Gauss–Newton and minimum norm are damped by alpha. Equations: physics.md 15.",
                        plan.rates(),
                        plan.firstSeed(),
                        plan.repetitions()));
    }

    private List<Measure> measures() {
        return courses.stream()
                .filter(c -> !c.diverged())
                .flatMap(c -> {
                    String at = c.theory().id() + "/seed " + (plan.firstSeed() + c.repetition());
                    List<Measure> list = new ArrayList<>(List.of(
                            Measure.of("test_accuracy", at, c.test(), "%"),
                            Measure.of("rate", at, c.rate(), "1"),
                            Measure.of("settling_steps", at, c.settlingSteps(), "1"),
                            Measure.of("presentation_time", at, 1e-6 * c.microseconds(), "s")));
                    for (Reference to : Reference.values()) {
                        list.add(angle(c, at, false, to));
                        list.add(angle(c, at, true, to));
                    }
                    return list.stream();
                })
                .toList();
    }

    private static Measure angle(Learned course, String at, boolean after, Reference to) {
        String quantity = "angle_to_" + to.id() + (after ? "_after" : "_before");
        return Measure.of(quantity, at, course.angle(after, to), "degrees");
    }
}
