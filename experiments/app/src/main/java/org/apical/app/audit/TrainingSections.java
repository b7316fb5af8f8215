package org.apical.app.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.apical.app.findings.Columns;
import org.apical.app.findings.Section;
import org.apical.app.findings.Section.Axis;
import org.apical.app.findings.Section.LineChart;
import org.apical.app.findings.Section.Series;
import org.apical.app.study.Spread;
import org.apical.app.task.TaskDescription;
import org.apical.plasticity.reference.Reference;

/** Trainings as tables: the network beside backprop, controls, without what a synapse cannot know, under constraints, with more layers; theories that it follows. */
final class TrainingSections {
    private final AuditResult result;
    private final UnaryOperator<String> heading;
    private final Scores scores;
    private final List<Section> sections = new ArrayList<>();

    private TrainingSections(AuditResult result, UnaryOperator<String> heading) {
        this.result = result;
        this.heading = heading;
        this.scores = new Scores(result);
    }

    /** @param heading makes a heading of its text */
    static List<Section> of(AuditResult result, UnaryOperator<String> heading) {
        TrainingSections page = new TrainingSections(result, heading);
        page.all();
        return page.sections;
    }

    private void all() {
        trainings(
                "Learning",
                "As its file says, and the same networks by backprop and with hidden weights that stay.",
                described());
        trainings(
                "Controls",
                "Shorter trainings: " + course()
                        + ". Feedback shuffled: the entries of each layer's feedback weights change places once they have learned, and stay.",
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
        depths();
    }

    private String course() {
        TaskDescription data = result.changes().data().orElseThrow();
        return AuditWords.course(result.changes().learning().epochs(), data.train()) + ", " + data.test() + " held out";
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

    private void trainings(String title, String caption, List<Row> rows) {
        if (rows.size() < 2) {
            return;
        }
        List<Trained> first = rows.get(0).trained();
        sections.add(new Columns<Row>()
                .with("network", Row::name)
                .with("test accuracy (%)", row -> AuditWords.spread(scores.over(row.trained()), "%.1f"))
                .with("95 % CI", row -> interval(scores.over(row.trained()), 1))
                .with(
                        "gained on the first (points)",
                        row -> row.trained() == first
                                ? AuditWords.NOTHING
                                : AuditWords.interval(scores.better(row.trained(), first), 1, ""))
                .with("diverged", row -> diverged(row.trained()))
                .with(
                        "first update, cosine to backprop",
                        row -> AuditWords.spread(cosine(row.trained(), Reference.BACKPROP), "%.2f"))
                .table(
                        heading.apply(title),
                        caption + " Mean ± standard deviation over "
                                + result.plan().seeds() + " networks; what diverged counts as guessing, "
                                + AuditWords.plain(Scores.PERCENT * result.chance()) + " %.",
                        rows));
    }

    private static String interval(Spread x, int decimals) {
        String format = "%." + decimals + "f";
        return Double.isNaN(x.halfWidth())
                ? AuditWords.NOTHING
                : String.format(java.util.Locale.ROOT, format + " to " + format, x.low(), x.high());
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
                heading.apply("Theories that it follows"),
                "Cosine of the update of the first batch to what backprop, Gauss–Newton on the weights and minimum-norm targets of the potentials ask for on the same batch with the same weights, before and after learning; mean ± standard deviation over networks.",
                IntStream.rangeClosed(0, layers).boxed().toList()));
    }

    private void depths() {
        if (result.depths().isEmpty()) {
            return;
        }
        sections.add(new Columns<Audit.Depth>()
                .with("hidden layers", d -> String.valueOf(d.hidden()))
                .with("test accuracy (%)", d -> AuditWords.spread(scores.over(d.trained()), "%.1f"))
                .with(
                        "backprop (%)",
                        d -> d.backprop().isEmpty()
                                ? AuditWords.NOTHING
                                : AuditWords.spread(scores.over(d.backprop()), "%.1f"))
                .with("diverged", d -> diverged(d.trained()))
                .with("cosine to backprop", d -> AuditWords.spread(cosine(d.trained(), Reference.BACKPROP), "%.2f"))
                .with("to Gauss–Newton", d -> AuditWords.spread(cosine(d.trained(), Reference.GAUSS_NEWTON), "%.2f"))
                .with("to minimum norm", d -> AuditWords.spread(cosine(d.trained(), Reference.MINIMUM_NORM), "%.2f"))
                .table(
                        heading.apply("Depth"),
                        "Hidden layers like the first. " + course() + "; cosines of the first update.",
                        result.depths()));
        double[] x = result.depths().stream().mapToDouble(Audit.Depth::hidden).toArray();
        List<Series> series = new ArrayList<>();
        series.add(Spread.series(
                "as described",
                x,
                result.depths().stream().map(d -> scores.over(d.trained())).toList()));
        if (result.depths().stream().noneMatch(d -> d.backprop().isEmpty())) {
            series.add(Spread.series(
                    "backprop",
                    x,
                    result.depths().stream().map(d -> scores.over(d.backprop())).toList()));
        }
        if (x.length > 1) {
            sections.add(new LineChart(
                    heading.apply("Depth"),
                    "Bars: standard deviation over networks.",
                    Axis.linear("hidden layers"),
                    Axis.linear("test accuracy (%)"),
                    series));
        }
    }
}
