package org.apical.app.study.theories;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apical.app.experiment.ExperimentFile;
import org.apical.app.findings.Findings;
import org.apical.app.findings.Measures;
import org.apical.app.findings.Section;
import org.apical.app.findings.Section.Beside;
import org.apical.app.findings.Section.Notes;
import org.apical.app.findings.Section.Text;
import org.apical.app.study.Claim;
import org.apical.app.yaml.YamlText;
import org.apical.neuron.kernel.MatrixProduct;
import org.apical.plasticity.reference.Reference;

/** The page of the study {@code theories}. */
record TheoriesFindings(TheoriesResult result, MatrixProduct product) {

    Findings findings() {
        TheoriesTables tables = new TheoriesTables(result, product);
        TheoriesCharts charts = new TheoriesCharts(result);
        List<Claim> claims = new TheoriesClaims(result).claims();
        List<Section> sections = new ArrayList<>(List.of(
                Claim.table(claims),
                tables.accuracies(),
                new Beside(
                        "Two theories beside each other",
                        "Rows of both in every table of this page.",
                        TheoriesResult.theories().stream().map(Theory::label).toList()),
                tables.needs()));
        if (!result.tolerated().isEmpty()) {
            sections.add(tables.tolerance());
        }
        if (!result.deep().isEmpty()) {
            sections.add(tables.depth());
            sections.addAll(charts.depth());
        }
        for (Reference reference : Reference.values()) {
            sections.add(tables.angles(reference));
        }
        sections.addAll(charts.backward());
        result.plan().budgets().forEach(budget -> sections.addAll(charts.rates(budget)));
        sections.add(absent());
        sections.add(methods());
        return new Findings(
                "Theories of credit assignment on one network",
                "Networks of rates that differ in what changes forward weights, nothing else: "
                        + result.plan().budgets().stream()
                                .map(budget -> budget.lesson().name() + ", "
                                        + (budget.seeds() == 1 ? "one network" : budget.seeds() + " networks"))
                                .collect(Collectors.joining("; "))
                        + ".",
                sections,
                Claim.checks(claims),
                Measures.of(new TheoriesMeasures(result).measures()),
                files());
    }

    /** The experiment of the first seed of every row and column; {@code experiments/apical run} learns it again. */
    private Map<String, String> files() {
        Stream<Job> images = result.plan().budgets().stream().flatMap(budget -> TheoriesResult.theories().stream()
                .map(theory -> result.of(theory, budget).get(0).job()));
        Stream<Job> digits = Stream.concat(result.deep().stream(), result.formulations().stream())
                .flatMap(lesson -> TheoriesResult.theories(lesson).stream()
                        .map(theory -> result.of(theory, lesson).get(0).job()));
        Map<String, String> files = new TreeMap<>();
        Stream.concat(images, digits)
                .forEach(job -> files.put(
                        job.file(),
                        YamlText.of(ExperimentFile.map(
                                job.network().formulations(product).experiment()))));
        return files;
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
        String choices = result.plan().budgets().stream()
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
                        result.plan().firstSeed(),
                        choices));
    }
}
