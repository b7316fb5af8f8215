package org.apical.app.audit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apical.app.audit.RuleFacts.LayerLocality;
import org.apical.app.check.Check;
import org.apical.app.experiment.FeedbackDescription.Origin;
import org.apical.app.findings.Columns;
import org.apical.app.findings.Findings;
import org.apical.app.findings.Section;
import org.apical.app.findings.Section.Table;
import org.apical.app.findings.Section.Text;

/** {@link AuditResult}s as a page: claims with verdict and evidence, then what they rest on, then methods. */
final class AuditFindings {
    private final AuditResult result;
    /** Before headings, where there are several networks. */
    private final String prefix;

    private final List<Section> sections = new ArrayList<>();

    private AuditFindings(AuditResult result, String prefix) {
        this.result = result;
        this.prefix = prefix;
    }

    /**
     * The page of one network, or of several side by side.
     *
     * @param answers of each
     */
    static Findings of(List<AuditResult> results, List<List<Answer>> answers) {
        boolean several = results.size() > 1;
        String names = results.stream().map(AuditResult::name).collect(Collectors.joining(" and "));
        List<Section> sections = new ArrayList<>();
        sections.add(several ? sideBySide(results, answers) : claims(answers.get(0)));
        List<Check> checks = new ArrayList<>();
        for (AuditResult result : results) {
            AuditFindings page = new AuditFindings(result, several ? result.name() + ": " : "");
            page.sections();
            sections.addAll(page.sections);
            checks.addAll(page.checks());
        }
        return new Findings(
                several ? "How plausible are " + names + "?" : "How plausible is " + names + "?",
                lead(results, answers),
                sections,
                checks,
                AuditMeasures.of(results));
    }

    private static String lead(List<AuditResult> results, List<List<Answer>> answers) {
        return IntStream.range(0, results.size())
                .mapToObj(k -> (results.size() > 1 ? results.get(k).name() + ": " : "")
                        + results.get(k).plan().seeds() + " networks, drawn and trained anew under "
                        + results.get(k).plan().formulation() + ": "
                        + answers.get(k).get(0).evidence() + ".")
                .collect(Collectors.joining(" "));
    }

    /** Questions with verdict and evidence. */
    private static Table claims(List<Answer> answers) {
        return new Columns<Answer>()
                .with("question", Answer::question)
                .with("verdict", Answer::verdict)
                .with("evidence", Answer::evidence)
                .table(
                        "Claims and verdicts",
                        "Intervals are 95 % confidence intervals of the mean over networks, differences are taken network by network. A verdict is yes or no where the whole interval says so, and inconclusive where it does not. Robust: see Robustness.",
                        answers);
    }

    private static Table sideBySide(List<AuditResult> results, List<List<Answer>> answers) {
        Map<String, String> questions = new LinkedHashMap<>();
        answers.forEach(list -> list.forEach(a -> questions.putIfAbsent(a.key(), a.question())));
        Columns<String> columns = new Columns<String>().with("question", questions::get);
        for (int k = 0; k < results.size(); k++) {
            List<Answer> of = answers.get(k);
            columns.with(results.get(k).name(), key -> find(of, key, a -> a.verdict() + " (" + a.evidence() + ")"));
        }
        return columns.table(
                "Claims and verdicts",
                "Intervals are 95 % confidence intervals of the mean over networks.",
                List.copyOf(questions.keySet()));
    }

    private static String find(List<Answer> answers, String key, Function<Answer, String> words) {
        return answers.stream()
                .filter(a -> a.key().equals(key))
                .findFirst()
                .map(words)
                .orElse(AuditWords.NOTHING);
    }

    private void sections() {
        UnaryOperator<String> heading = text -> prefix + text;
        sections.addAll(TrainingSections.of(result, heading));
        sections.addAll(SweepSections.of(result, heading.apply("Robustness")));
        sections.addAll(RuleSections.of(result, heading));
        sections.addAll(NeuronSections.of(result, heading));
        sections.add(new Text(heading.apply("Methods"), Methods.of(result)));
    }

    /** What was promised: rules keep to what they declare, and what is said not to be copied does not look like it. */
    private List<Check> checks() {
        double dtMs = result.experiment().timing().dtMs();
        List<Check> checks = new ArrayList<>();
        int rules = result.seeds().get(0).rules().size();
        for (int r = 0; r < rules; r++) {
            int at = r;
            List<RuleFacts> bySeed = result.seeds().stream()
                    .filter(s -> s.rules().size() > at)
                    .map(s -> s.rules().get(at))
                    .toList();
            String where = prefix + bySeed.get(0).where() + ": ";
            checks.add(Check.atMost(
                    where + "weights that undeclared readings reach", sum(bySeed, LayerLocality::differPoisoned), 0));
            checks.add(Check.atMost(
                    where + "weights that change otherwise away from the network",
                    sum(bySeed, LayerLocality::differIsolated),
                    0));
            checks.add(Check.atMost(
                    where + "declared readings that reach no weight of a layer",
                    sum(bySeed, l -> l.declaredUnreached().size()),
                    0));
            double beyond = bySeed.stream()
                    .flatMap(rule -> rule.quantities().stream())
                    .mapToDouble(q -> q.measuredMs() - q.declaredMs())
                    .filter(x -> !Double.isNaN(x))
                    .max()
                    .orElse(0);
            checks.add(Check.atMost(where + "window measured beyond the declared one (ms)", beyond, dtMs));
        }
        if (result.seeds().get(0).transport().provenance() != Origin.COPIED) {
            checks.add(Check.atLeast(
                    prefix + "initial feedback: chance that it was drawn without W",
                    result.seeds().stream()
                            .mapToDouble(s -> s.transport().leastChance())
                            .min()
                            .orElseThrow(),
                    Audit.LEAST_CHANCE / result.seeds().size()));
        }
        return checks;
    }

    private static long sum(List<RuleFacts> rules, ToLongFunction<LayerLocality> count) {
        return rules.stream()
                .flatMap(rule -> rule.layers().stream())
                .mapToLong(count)
                .sum();
    }
}
