package org.apical.app.audit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apical.app.activity.LayerActivity;
import org.apical.app.audit.LearningReferences.Reference;
import org.apical.app.audit.RuleFacts.LayerLocality;
import org.apical.app.audit.RuleFacts.QuantityFacts;
import org.apical.app.check.Check;
import org.apical.app.experiment.FeedbackDescription.Origin;
import org.apical.app.findings.Columns;
import org.apical.app.findings.Findings;
import org.apical.app.findings.Section;
import org.apical.app.findings.Section.Axis;
import org.apical.app.findings.Section.LineChart;
import org.apical.app.findings.Section.Series;
import org.apical.app.findings.Section.Table;
import org.apical.app.findings.Section.Text;
import org.apical.app.study.Spread;

/** {@link AuditResult}s as a page: claims with verdict and evidence, then what they rest on, then methods. */
final class AuditFindings {
    private static final double PERCENT = 100;

    private final AuditResult result;
    /** Before headings, where there are several networks. */
    private final String prefix;

    private final List<Section> sections = new ArrayList<>();

    private AuditFindings(AuditResult result, String prefix) {
        this.result = result;
        this.prefix = prefix;
    }

    /** The page of one network, or of several side by side. */
    static Findings of(List<AuditResult> results) {
        boolean several = results.size() > 1;
        String names = results.stream().map(AuditResult::name).collect(Collectors.joining(" and "));
        List<List<Answer>> answers = results.stream().map(Answers::of).toList();
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
                lead(results),
                sections,
                checks,
                AuditMeasures.of(results));
    }

    private static String lead(List<AuditResult> results) {
        return results.stream()
                .map(result -> (results.size() > 1 ? result.name() + ": " : "")
                        + result.plan().seeds() + " networks, drawn and trained anew under "
                        + result.plan().formulation() + ": "
                        + Answers.of(result).get(0).evidence() + ".")
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

    private String heading(String text) {
        return prefix + text;
    }

    private void sections() {
        trainings(
                "Learning",
                "As its file says, and the same networks by backprop and with hidden weights that stay.",
                described());
        trainings(
                "Controls",
                "Shorter trainings: " + course()
                        + ". Feedback shuffled: the entries of each layer's Q change places once they have learned, and stay.",
                changed(
                        Question.PLAIN,
                        Question.RANDOM_FEEDBACK,
                        Question.SHUFFLED_FEEDBACK,
                        Question.NO_FEEDBACK,
                        Question.REVERSED_RULE));
        references();
        trainings(
                "What a synapse cannot know",
                course()
                        + ". Gradient steps and targets of each output alone take the rate or the label's rate that does best on a seed of its own.",
                changed(
                        Question.PLAIN,
                        Question.PLAIN_GRADIENT,
                        Question.SINGLE_SAMPLES,
                        Question.NO_NORMALISATION,
                        Question.NO_SOFTMAX,
                        Question.SYNAPSE_ALONE));
        trainings(
                "Constraints",
                course() + ".",
                changed(Question.PLAIN, Question.DALE, Question.OTHER_COUPLING, Question.UNLIKE_LAYERS));
        SweepSections.of(result, heading("Robustness")).forEach(sections::add);
        depths();
        neurons();
        rules();
        pathways();
        transport();
        phases();
        signs();
        strength();
        activity();
        methods();
    }

    private String course() {
        return result.changes().learning().epochs()
                + (result.changes().learning().epochs() == 1 ? " epoch of " : " epochs of ")
                + result.changes().data().orElseThrow().train() + " samples, "
                + result.changes().data().orElseThrow().test() + " held out";
    }

    /** A row of a table of trainings. */
    private record Row(String name, List<Trained> trained) {}

    private List<Row> described() {
        List<Row> rows = new ArrayList<>(List.of(new Row("as described", result.described())));
        result.full().forEach((question, trained) -> rows.add(new Row(question.label(), trained)));
        return rows;
    }

    private List<Row> changed(Question... questions) {
        List<Row> rows = new ArrayList<>();
        for (Question question : questions) {
            if (result.changed().containsKey(question)) {
                rows.add(new Row(question.label(), result.changed().get(question)));
            }
        }
        return rows;
    }

    private void trainings(String heading, String caption, List<Row> rows) {
        if (rows.size() < 2) {
            return;
        }
        List<Trained> first = rows.get(0).trained();
        sections.add(new Columns<Row>()
                .with("network", Row::name)
                .with("test accuracy (%)", row -> accuracy(row.trained()))
                .with("95 % CI", row -> interval(Spread.of(scores(row.trained())), 1))
                .with(
                        "gained on the first (points)",
                        row -> row.trained() == first
                                ? AuditWords.NOTHING
                                : AuditWords.interval(difference(row.trained(), first), 1, ""))
                .with("diverged", row -> diverged(row.trained()))
                .with(
                        "first update, cosine to backprop",
                        row -> AuditWords.spread(cosine(row.trained(), Reference.BACKPROP), "%.2f"))
                .table(
                        heading(heading),
                        caption + " Mean ± standard deviation over "
                                + result.plan().seeds() + " networks; what diverged counts as guessing, "
                                + AuditWords.plain(PERCENT * result.chance()) + " %.",
                        rows));
    }

    private double[] scores(List<Trained> trained) {
        return trained.stream()
                .mapToDouble(t -> PERCENT * Sweep.score(t, result.chance()))
                .toArray();
    }

    private String accuracy(List<Trained> trained) {
        return AuditWords.spread(Spread.of(scores(trained)), "%.1f");
    }

    private static String interval(Spread x, int decimals) {
        String format = "%." + decimals + "f";
        return Double.isNaN(x.halfWidth())
                ? AuditWords.NOTHING
                : String.format(java.util.Locale.ROOT, format + " to " + format, x.low(), x.high());
    }

    private Spread difference(List<Trained> x, List<Trained> y) {
        double[] first = scores(x);
        double[] second = scores(y);
        return Spread.of(IntStream.range(0, first.length)
                .mapToDouble(k -> first[k] - second[k])
                .toArray());
    }

    private static String diverged(List<Trained> trained) {
        long count = trained.stream().filter(Trained::diverged).count();
        return count == 0 ? "none" : count + " of " + trained.size();
    }

    private static Spread cosine(List<Trained> trained, Reference reference) {
        return Spread.of(trained.stream().mapToDouble(t -> t.cosine(reference)).toArray());
    }

    private void references() {
        List<SeedFacts> measured =
                result.seeds().stream().filter(s -> s.references().size() == 2).toList();
        if (measured.isEmpty()) {
            return;
        }
        int layers = result.neurons().size();
        Columns<Integer> columns = new Columns<Integer>()
                .with("layer", l -> l < layers ? result.neurons().get(l).layer() : "all layers");
        for (Reference reference : Reference.values()) {
            for (int when = 0; when < 2; when++) {
                int at = when;
                columns.with(
                        reference.label() + (when == 0 ? ", before" : ", after"),
                        l -> AuditWords.spread(
                                Spread.of(measured.stream()
                                        .mapToDouble(s -> s.references().get(at)[l][reference.ordinal()])
                                        .toArray()),
                                "%.2f"));
            }
        }
        sections.add(columns.table(
                heading("Theories that it follows"),
                "Cosine of the update of the first batch to what backprop, Gauss–Newton on the weights and minimum-norm targets of the potentials ask for on the same batch with the same weights, before and after learning; mean ± standard deviation over networks.",
                IntStream.rangeClosed(0, layers).boxed().toList()));
    }

    private void depths() {
        if (result.depths().isEmpty()) {
            return;
        }
        sections.add(new Columns<Audit.Depth>()
                .with("hidden layers", d -> String.valueOf(d.hidden()))
                .with("test accuracy (%)", d -> accuracy(d.trained()))
                .with("backprop (%)", d -> d.backprop().isEmpty() ? AuditWords.NOTHING : accuracy(d.backprop()))
                .with("diverged", d -> diverged(d.trained()))
                .with("cosine to backprop", d -> AuditWords.spread(cosine(d.trained(), Reference.BACKPROP), "%.2f"))
                .with("to Gauss–Newton", d -> AuditWords.spread(cosine(d.trained(), Reference.GAUSS_NEWTON), "%.2f"))
                .with("to minimum norm", d -> AuditWords.spread(cosine(d.trained(), Reference.MINIMUM_NORM), "%.2f"))
                .table(
                        heading("Depth"),
                        "Hidden layers like the first. " + course() + "; cosines of the first update.",
                        result.depths()));
        double[] x = result.depths().stream().mapToDouble(Audit.Depth::hidden).toArray();
        List<Series> series = new ArrayList<>();
        series.add(Spread.series(
                "as described",
                x,
                result.depths().stream()
                        .map(d -> Spread.of(scores(d.trained())))
                        .toList()));
        if (result.depths().stream().noneMatch(d -> d.backprop().isEmpty())) {
            series.add(Spread.series(
                    "backprop",
                    x,
                    result.depths().stream()
                            .map(d -> Spread.of(scores(d.backprop())))
                            .toList()));
        }
        if (x.length > 1) {
            sections.add(new LineChart(
                    heading("Depth"),
                    "Bars: standard deviation over networks.",
                    Axis.linear("hidden layers"),
                    Axis.linear("test accuracy (%)"),
                    series));
        }
    }

    private void neurons() {
        sections.add(new Columns<NeuronFacts>()
                .with("layer", NeuronFacts::layer)
                .with("cell", NeuronFacts::cell)
                .with("soma", NeuronFacts::soma)
                .with("synapses", NeuronFacts::synapses)
                .with("violated", NeuronFacts::violations)
                .table(
                        heading("Neurons"),
                        "The neurons of every layer, and what of the reduction to rates they violate (explain lists all of it).",
                        result.neurons()));
    }

    private void rules() {
        List<RuleFacts> rules = result.seeds().get(0).rules();
        for (RuleFacts rule : rules) {
            sections.add(new Columns<QuantityFacts>()
                    .with(rule.where(), q -> AuditWords.of(q.quantity()))
                    .with("is read", q -> AuditWords.of(q.readings()))
                    .with("looks back", q -> q.declared() ? AuditWords.window(q.declaredMs()) : AuditWords.NOTHING)
                    .with("measured", q -> AuditWords.window(q.measuredMs()))
                    .with("NaN in it", q -> reach(rule, q))
                    .table(
                            heading("What each rule reads"),
                            "Rule: " + rule.name() + ", at the " + rule.where()
                                    + "; everything that exists there. Looks back: declared, and measured as the time after which a past change is felt by less than 1/e.",
                            rule.quantities()));
            sections.add(new Columns<LayerLocality>()
                    .with(rule.where() + " of", LayerLocality::layer)
                    .with("weights", l -> String.valueOf(l.weights()))
                    .with("differ alone", l -> String.valueOf(l.differIsolated()))
                    .with("differ poisoned", l -> String.valueOf(l.differPoisoned()))
                    .table(
                            heading("What each rule reads"),
                            "Weights whose change differs in any bit from that in the running network: when the rule runs again on a recording of its synapses alone, and with NaN in everything there that it does not declare. Seed "
                                    + result.seeds().get(0).seed() + "; the verdict counts all seeds.",
                            rule.layers()));
        }
    }

    private static String reach(RuleFacts rule, QuantityFacts q) {
        if (!q.declared()) {
            return "changes no bit";
        }
        boolean unreached =
                rule.layers().stream().anyMatch(l -> l.declaredUnreached().contains(q.quantity()));
        return unreached ? "DID NOT REACH the change" : "reaches the change";
    }

    /** Rows of a table of one network each, with a number over seeds. */
    private <T> List<String> over(
            Function<SeedFacts, List<T>> rows, ToDoubleFunction<T> number, String format, double factor) {
        int count = rows.apply(result.seeds().get(0)).size();
        return IntStream.range(0, count)
                .mapToObj(row -> AuditWords.spread(
                        Spread.of(result.seeds().stream()
                                .filter(s -> rows.apply(s).size() > row)
                                .mapToDouble(s -> factor
                                        * number.applyAsDouble(rows.apply(s).get(row)))
                                .toArray()),
                        format))
                .toList();
    }

    private void pathways() {
        List<PathwayFacts> first = result.seeds().get(0).pathways();
        List<String> changed = over(SeedFacts::pathways, PathwayFacts::changed, "%.1f", PERCENT);
        sections.add(new Columns<Integer>()
                .with(
                        "pathway",
                        k -> first.get(k).from() + " to " + first.get(k).to())
                .with("weights", k -> String.valueOf(first.get(k).synapses()))
                .with("delay (ms)", k -> AuditWords.plain(first.get(k).delayMs()))
                .with("origin", k -> first.get(k).origin().words())
                .with("changed (%)", changed::get)
                .table(
                        heading("Pathways"),
                        "Change of the weights over training, relative to their norm; mean ± standard deviation over networks.",
                        IntStream.range(0, first.size()).boxed().toList()));
    }

    private void transport() {
        String origin =
                switch (result.seeds().get(0).transport().provenance()) {
                    case COPIED -> "Q was computed from the forward weights: weight transport.";
                    case RANDOM -> "Q was drawn at random and stayed.";
                    case LEARNED -> "Q was drawn at random and learned from noise.";
                    case GIVEN -> "Q was given in a file and stayed.";
                };
        Function<SeedFacts, List<TransportFacts.Alignment>> rows = s -> {
            List<TransportFacts.Alignment> all = new ArrayList<>(s.transport().layers());
            all.add(s.transport().total());
            return all;
        };
        List<TransportFacts.Alignment> first = rows.apply(result.seeds().get(0));
        List<String> productBefore = over(rows, TransportFacts.Alignment::productBefore, "%.3f", 1);
        List<String> productAfter = over(rows, TransportFacts.Alignment::productAfter, "%.3f", 1);
        List<String> jacobianBefore = over(rows, TransportFacts.Alignment::jacobianBefore, "%.3f", 1);
        List<String> jacobianAfter = over(rows, TransportFacts.Alignment::jacobianAfter, "%.3f", 1);
        sections.add(new Columns<Integer>()
                .with("layer", k -> first.get(k).layer())
                .with("W^T start", productBefore::get)
                .with("W^T end", productAfter::get)
                .with("J^T start", jacobianBefore::get)
                .with("J^T end", jacobianAfter::get)
                .with("random", k -> AuditWords.cosine(first.get(k).randomDeviation()))
                .with(
                        "smallest chance",
                        k -> AuditWords.number(result.seeds().stream()
                                .mapToDouble(s -> rows.apply(s).get(k).chance())
                                .min()
                                .orElseThrow()))
                .table(
                        heading("Feedback beside the forward path"),
                        "Cosine of Q, as one vector, to the transposed product of the forward weights and to the transposed Jacobian (mean over samples), as it was drawn and at the end; mean ± standard deviation over networks. A random Q of this size has the cosine 0 ± random; chance: that it is at least as far from 0 as W^T start, the smallest of the networks. "
                                + origin,
                        IntStream.range(0, first.size()).boxed().toList()));
    }

    private void phases() {
        List<PhaseFacts> first = result.seeds().stream()
                .map(SeedFacts::phases)
                .filter(list -> !list.isEmpty())
                .findFirst()
                .orElse(List.of());
        for (int p = 0; p < first.size(); p++) {
            int at = p;
            PhaseFacts pathway = first.get(p);
            List<PhaseFacts> all = result.seeds().stream()
                    .filter(s -> s.phases().size() > at)
                    .map(s -> s.phases().get(at))
                    .toList();
            sections.add(new Columns<Integer>()
                    .with(
                            pathway.pathway(),
                            k -> pathway.parts().get(k).phase().label()
                                    + (pathway.parts().get(k).phase() == pathway.own() ? " (its own)" : ""))
                    .with("what happens", k -> pathway.parts().get(k).phase().what())
                    .with("change, relative to its own", k -> phase(all, k, PhaseFacts.Part::size, "%.3g"))
                    .with("cosine to its own", k -> phase(all, k, PhaseFacts.Part::cosine, "%.2f"))
                    .with("cosine of both together", k -> phase(all, k, PhaseFacts.Part::cosineTogether, "%.2f"))
                    .table(
                            heading("Phases and time"),
                            "What plastic synapses would change in each phase, over all presentations of training, if no signal of the phase silenced them; mean ± standard deviation over networks. Always plastic, the change has the cosine "
                                    + AuditWords.interval(
                                            Spread.of(all.stream()
                                                    .mapToDouble(PhaseFacts::cosineUngated)
                                                    .toArray()),
                                            3,
                                            "")
                                    + " to that of its own phase. F1 and F2 enter the steady state of a free phase at once.",
                            IntStream.range(0, pathway.parts().size()).boxed().toList()));
        }
        List<PresentationFacts> shown =
                result.seeds().stream().flatMap(s -> s.presentations().stream()).toList();
        if (!shown.isEmpty() && shown.get(0).durations().size() > 1) {
            PresentationFacts p = shown.get(0);
            double[] x = p.durations().stream()
                    .mapToDouble(PresentationFacts.Duration::ms)
                    .toArray();
            List<Spread> y = IntStream.range(0, x.length)
                    .mapToObj(k -> Spread.of(shown.stream()
                            .mapToDouble(s -> s.durations().get(k).cosine())
                            .toArray()))
                    .toList();
            sections.add(new LineChart(
                    heading("Phases and time"),
                    "How long control has to last: update of one batch after a shorter or longer controlled phase. Bars: standard deviation over networks.",
                    Axis.log("controlled phase (ms)"),
                    Axis.linear("cosine to the update of " + AuditWords.plain(p.controlledMs()) + " ms"),
                    List.of(Spread.series("update", x, y))));
        }
    }

    private static String phase(
            List<PhaseFacts> all, int part, ToDoubleFunction<PhaseFacts.Part> number, String format) {
        return AuditWords.spread(
                Spread.of(all.stream()
                        .mapToDouble(f -> number.applyAsDouble(f.parts().get(part)))
                        .toArray()),
                format);
    }

    private void signs() {
        List<SignFacts> first = result.seeds().get(0).signs();
        List<String> changed = over(SeedFacts::signs, SignFacts::changed, "%.1f", PERCENT);
        List<String> before = over(SeedFacts::signs, SignFacts::mixedBefore, "%.1f", PERCENT);
        List<String> after = over(SeedFacts::signs, SignFacts::mixedAfter, "%.1f", PERCENT);
        sections.add(new Columns<Integer>()
                .with(
                        "pathway",
                        k -> first.get(k).from() + " to " + first.get(k).to())
                .with("weights", k -> String.valueOf(first.get(k).weights()))
                .with("changed sign (%)", changed::get)
                .with("mixed before (%)", before::get)
                .with("mixed after (%)", after::get)
                .table(
                        heading("Signs of weights"),
                        "Weights whose sign learning changed; presynaptic units whose weights have both signs, against Dale's law, before and after learning; mean ± standard deviation over networks.",
                        IntStream.range(0, first.size()).boxed().toList()));
    }

    private void strength() {
        List<StrengthFacts> first = result.seeds().get(0).strengthAfter();
        if (first.isEmpty()) {
            return;
        }
        List<String> basal = over(SeedFacts::strengthAfter, StrengthFacts::basal, "%.3g", 1);
        List<String> apical = over(SeedFacts::strengthAfter, StrengthFacts::apical, "%.3g", 1);
        List<String> basalMv = over(SeedFacts::strengthAfter, StrengthFacts::basalMv, "%.3g", 1);
        List<String> apicalMv = over(SeedFacts::strengthAfter, StrengthFacts::apicalMv, "%.3g", 1);
        List<String> before = over(SeedFacts::strengthBefore, StrengthFacts::ratio, "%.3g", 1);
        List<String> after = over(SeedFacts::strengthAfter, StrengthFacts::ratio, "%.3g", 1);
        sections.add(new Columns<Integer>()
                .with("layer", l -> first.get(l).layer())
                .with("basal", basal::get)
                .with("apical", apical::get)
                .with("basal (mV)", basalMv::get)
                .with("apical (mV)", apicalMv::get)
                .with("ratio before", l -> l < before.size() ? before.get(l) : AuditWords.NOTHING)
                .with("after", after::get)
                .table(
                        heading("Strength of feedback"),
                        "rms over samples, units and the controlled phase at the end of learning: basal drive v*, apical contribution v - v* (units of v, and mV about v = 0); their ratio before and after learning; mean ± standard deviation over networks.",
                        IntStream.range(0, first.size()).boxed().toList()));
    }

    private void activity() {
        List<SeedFacts> measured =
                result.seeds().stream().filter(s -> !s.activity().isEmpty()).toList();
        if (measured.isEmpty()) {
            return;
        }
        Columns<Integer> columns = new Columns<Integer>()
                .with("layer", l -> result.neurons().get(l).layer())
                .with("mean rate (Hz)", l -> activity(measured, l, LayerActivity::meanHz, "%.1f"))
                .with("highest (Hz)", l -> activity(measured, l, LayerActivity::highestHz, "%.1f"));
        for (int c = 0; c < LayerActivity.COMPARTMENTS.size(); c++) {
            int at = c;
            columns.with(
                    LayerActivity.COMPARTMENTS.get(c) + " outside (%)",
                    l -> activity(
                            measured, l, a -> PERCENT * a.potentials().get(at).outside(), "%.2f"));
        }
        sections.add(columns.table(
                heading("Rates and potentials"),
                "Firing rates of neurons after learning, mean and of the unit and sample where it is highest, beside rates of pyramidal neurons in cortex, whose means are log-normal and mostly below "
                        + AuditWords.plain(Answers.MOST_HZ)
                        + " Hz (Buzsaki and Mizuseki 2014); share of neurons and time in which potentials lie outside neurons.ranges (physics.md 5.1).",
                IntStream.range(0, result.neurons().size()).boxed().toList()));
    }

    private static String activity(
            List<SeedFacts> measured, int layer, ToDoubleFunction<LayerActivity> number, String format) {
        return AuditWords.spread(
                Spread.of(measured.stream()
                        .mapToDouble(s -> number.applyAsDouble(s.activity().get(layer)))
                        .toArray()),
                format);
    }

    private void methods() {
        sections.add(new Text(heading("Methods"), Methods.of(result)));
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
