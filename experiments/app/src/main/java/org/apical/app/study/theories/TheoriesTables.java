package org.apical.app.study.theories;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.apical.app.experiment.Experiment;
import org.apical.app.experiment.Form;
import org.apical.app.experiment.Learning;
import org.apical.app.experiment.MethodNeeds;
import org.apical.app.findings.Columns;
import org.apical.app.findings.Section.Table;
import org.apical.app.study.Spread;
import org.apical.app.study.theories.TheoriesPlan.Budget;
import org.apical.neuron.kernel.MatrixProduct;
import org.apical.plasticity.reference.Reference;

/** What the study {@code theories} measured, a theory a row. */
record TheoriesTables(TheoriesResult result, MatrixProduct product) {
    static String file(List<Learned> networks) {
        return networks.get(0).job().file();
    }

    private Columns<Theory> rows() {
        return new Columns<Theory>().with("theory", Theory::label);
    }

    private static String cell(List<Learned> networks, String format, ToDoubleFunction<Learned> of) {
        long diverged = networks.stream().filter(Learned::diverged).count();
        double[] left =
                networks.stream().filter(c -> !c.diverged()).mapToDouble(of).toArray();
        String text = left.length == 0 ? "" : Spread.of(left).text(format);
        String share = diverged + " of " + networks.size();
        if (diverged == 0) {
            return text;
        }
        return text.isEmpty() ? "diverged (" + share + ")" : text + " (" + share + " diverged)";
    }

    private String cell(Theory theory, String format, ToDoubleFunction<Learned> of) {
        return cell(result.of(theory), format, of);
    }

    /** Nothing of a theory in which no activity settles but in time. */
    private String settling(Theory theory) {
        boolean none = result.of(theory).stream().noneMatch(c -> c.settlingSteps() > 0);
        return none ? "–" : cell(theory, "%.0f", Learned::settlingSteps);
    }

    private String backward(Theory theory) {
        return !result.withBackward().contains(theory)
                ? "–"
                : cell(theory, "%.0f", c -> c.backward(false)) + " → " + cell(theory, "%.0f", c -> c.backward(true));
    }

    /** The experiment of the digits. */
    private String digits(Theory theory) {
        return file(result.of(theory));
    }

    Table accuracies() {
        Columns<Theory> columns = rows();
        for (Budget budget : result.plan().budgets()) {
            columns.with(
                    budget.lesson().images().label() + " (%)",
                    theory -> cell(result.of(theory, budget), "%.1f", Learned::test),
                    theory -> file(result.of(theory, budget)));
        }
        for (Form form : result.plan().forms()) {
            Lesson lesson = result.plan().digits().lesson().as(form);
            columns.with(
                    "digits as " + form + " (%)",
                    theory -> theory.compartments()
                            ? cell(result.of(theory, lesson), "%.1f", Learned::test)
                            : theory.ratesAlone(),
                    theory -> theory.compartments() ? file(result.of(theory, lesson)) : "");
        }
        if (!result.split().isEmpty()) {
            columns.with("forgotten (points)", this::forgotten, this::digits);
        }
        for (int k = 0; k < Learned.ATTACKS.size(); k++) {
            int attack = k;
            columns.with(
                    "epsilon " + Learned.ATTACKS.get(k) + " (%)",
                    theory -> cell(theory, "%.1f", c -> c.attacked(attack)),
                    this::digits);
        }
        return columns.with(
                        "to backprop, after (degrees)",
                        theory -> cell(theory, "%.1f", c -> c.angle(true, Reference.BACKPROP)),
                        this::digits)
                .with("S to W^T, before → after (degrees)", this::backward, this::digits)
                .with("steps of settling", this::settling, this::digits)
                .with(
                        "wall time a presentation (us)",
                        theory -> cell(theory, "%.0f", Learned::microseconds),
                        this::digits)
                .table(
                        "Measured",
                        "Test accuracies: mean ± sd over networks that did not diverge; each cell leads to the experiment of its first network (experiments/apical run FILE). F2 and F3: theories whose neurons have compartments here; those of microcircuits, bursts and dis-inhibition would need interneurons as populations and synapses that tell bursts from events. Forgotten: digits as five tasks of two classes one after the other, accuracy of each just after it was learned less that after the last, mean over tasks (van de Ven and Tolias 2019). "
                                + "Epsilon: accuracy on images each pixel of which has been changed by that share of the range of all so that the cross-entropy of the chain without feedback grows (fast gradient sign method); forward-forward, equilibrium propagation, plastic interneurons and dis-inhibitory control answer from other states, of which the change is not the worst. Angle, steps, time and what follows: digits. Steps of settling: of a sample after learning, all phases; those of DFC are steps of time and are not counted. Wall time includes whatever else the machine did.",
                        TheoriesResult.theories());
    }

    Table tolerance() {
        return rows().with(
                        "noise in apical dendrites (units of v)",
                        theory -> result.tolerated().get(theory).words("noise"),
                        this::digits)
                .with(
                        "delay of feedback (ms)",
                        theory -> result.tolerated().get(theory).words("delay"),
                        this::digits)
                .with(
                        "entries of Q that exist",
                        theory -> result.tolerated().get(theory).words("feedback"),
                        this::digits)
                .with(
                        "forward synapses that exist",
                        theory -> result.tolerated().get(theory).words("forward"),
                        this::digits)
                .with(
                        "scatter of conductances, F2 (CV)",
                        theory -> result.tolerated().get(theory).words("conductance"))
                .table(
                        "Tolerance",
                        "How far a network can be changed until it loses more than 5 points of accuracy for sure, as an audit finds it (experiments/apical audit FILE; conductances: as F2): mean [95 % confidence interval] over five networks that learn from 600 digits in four epochs. Noise and delay: of presentations under control; entries of Q: of those with direct feedback; conductances: of compartments.",
                        TheoriesResult.theories());
    }

    private String forgotten(Theory theory) {
        List<SplitDigits> networks = result.of(theory).stream()
                .map(Learned::job)
                .filter(result.split()::containsKey)
                .map(result.split()::get)
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

    /** What a theory needs. */
    private record Needs(Theory theory, MethodNeeds of) {}

    Table needs() {
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
                        TheoriesResult.theories().stream()
                                .map(theory -> new Needs(theory, needs(theory)))
                                .toList());
    }

    private Experiment experiment(Theory theory) {
        return result.of(theory).get(0).job().network().formulations(product).experiment();
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

    Table angles(Reference to) {
        Columns<Theory> columns = rows();
        int places = (int) TheoriesResult.theories().stream()
                .flatMap(theory -> result.of(theory).stream())
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
                            + cell(theory, "%.0f", c -> c.angle(true, layer, to)),
                    this::digits);
        }
        return columns.table(
                "Angle to " + to.label(),
                "Degrees, of the update of the first batch, before → after learning; mean ± sd over networks. References are those of the chain without feedback: equilibrium propagation and dis-inhibitory control are at free states of their own.",
                TheoriesResult.theories());
    }

    /** Accuracy by the number of hidden layers. */
    Table depth() {
        Columns<Theory> columns = rows();
        for (Lesson lesson : result.deep()) {
            int depth = lesson.hidden().size();
            columns.with(
                    depth + (depth == 1 ? " hidden layer" : " hidden layers"),
                    theory -> cell(result.of(theory, lesson), "%.1f", Learned::test),
                    theory -> file(result.of(theory, lesson)));
        }
        return columns.table(
                TheoriesCharts.DEPTH,
                "Test accuracy (%) on the digits by the number of hidden layers, each of "
                        + result.plan().digits().lesson().hidden().get(0) + " units; rates are those chosen for "
                        + result.plan().digits().lesson().hidden().size() + ".",
                TheoriesResult.theories());
    }
}
