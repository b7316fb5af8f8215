package org.apical.app.compare;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apical.app.compare.ComparisonResult.Shown;
import org.apical.app.compare.PresentationTrace.LayerTrace;
import org.apical.app.experiment.Kept;
import org.apical.app.findings.Section;
import org.apical.app.findings.Section.Axis;
import org.apical.app.findings.Section.Choice;
import org.apical.app.findings.Section.Option;
import org.apical.app.findings.Section.Panel;
import org.apical.app.findings.Section.Panels;
import org.apical.app.findings.Section.Picture;
import org.apical.app.findings.Section.Raster;
import org.apical.app.findings.Section.Series;
import org.apical.app.findings.Section.Spikes;
import org.apical.app.findings.Section.Style;
import org.apical.network.synapse.BurstCounts;

/** The recorded presentation as charts: potentials of every recorded unit, spikes, output and control. */
final class PresentationSections {
    private static final Axis TIME = Axis.linear("time (ms)").marked(0);
    /** Of the time before the target appears, as much is drawn; the recording holds all of it. */
    private static final double BEFORE_MS = 100;
    /** Units of a layer that can be chosen: those whose apical potential moves most. */
    private static final int OFFERED = 500;

    private static final int OUTPUTS = 3;
    private static final int OUTPUT_NEURONS = 5;
    private static final int IMAGE = 4;

    private final ComparisonResult result;
    private final List<PresentationTrace> traces;
    private final Shown shown;
    private final String heading;
    private final List<Section> sections = new ArrayList<>();

    private PresentationSections(ComparisonResult result, List<PresentationTrace> traces) {
        this.result = result;
        this.traces = traces;
        PresentationTrace first = traces.get(0);
        this.shown = result.shown().get(first.sample());
        this.heading = "Presentation of held-out sample " + first.sample() + ", " + weights(first) + " weights";
    }

    private static String weights(PresentationTrace trace) {
        return trace.weights().name().toLowerCase(Locale.ROOT);
    }

    /** The sections, presentation by presentation; none if nothing was recorded. */
    static List<Section> of(ComparisonResult result) {
        Map<List<Object>, List<PresentationTrace>> presentations = result.traces().stream()
                .collect(Collectors.groupingBy(
                        t -> List.of(t.weights(), t.sample()), LinkedHashMap::new, Collectors.toList()));
        List<Section> all = new ArrayList<>();
        presentations.values().forEach(traces -> {
            PresentationSections charts = new PresentationSections(result, traces);
            charts.sample();
            charts.potentials();
            charts.spikes();
            charts.outputs();
            all.addAll(charts.sections);
        });
        return all;
    }

    private void sample() {
        double[] input = shown.input();
        int side = (int) Math.round(Math.sqrt(input.length));
        String text = String.format(
                Locale.ROOT,
                "The network, with its %s weights, is shown held-out sample %d%s. At 0 ms the target appears and the controller sets in for %.0f ms. F1 and F2 start there, in their feedforward state; F3 runs without feedback first, at negative times, so that its output can be read from spikes.",
                weights(traces.get(0)),
                traces.get(0).sample(),
                shown.label().isPresent()
                        ? " of class " + className(shown.label().getAsInt())
                        : "",
                result.experiment().timing().controlledMs());
        boolean image = side * side == input.length
                && side >= IMAGE
                && Arrays.stream(input).allMatch(x -> x >= 0 && x <= 1);
        sections.add(image ? new Picture(heading, text, side, input) : new Section.Text(heading, text));
    }

    private String className(int label) {
        return result.outputs().isEmpty()
                ? String.valueOf(label)
                : result.outputs().get(label);
    }

    /** One panel a formulation. */
    private List<Panel> panels(Function<PresentationTrace, List<Series>> series) {
        return traces.stream()
                .map(t -> new Panel(t.formulation(), series.apply(t)))
                .toList();
    }

    private static Series series(String name, PresentationTrace trace, double[][] values, int unit, Style style) {
        int from = 0;
        while (from < trace.timeMs().length - 1 && trace.timeMs()[from] < -BEFORE_MS) {
            from++;
        }
        double[] y = Arrays.stream(values, from, values.length)
                .mapToDouble(row -> row[unit])
                .toArray();
        return new Series(name, Arrays.copyOfRange(trace.timeMs(), from, trace.timeMs().length), y, style);
    }

    private void potentials() {
        List<Option> options = new ArrayList<>();
        int selected = 0;
        List<LayerTrace> first = traces.get(0).layers();
        for (int l = 0; l < first.size(); l++) {
            int layer = l;
            if (first.get(l).potentials().isEmpty()) {
                continue;
            }
            double[][] moving = List.copyOf(first.get(l).potentials().values())
                    .get(first.get(l).potentials().size() - 1);
            List<Integer> byExcursion = IntStream.range(0, first.get(l).units())
                    .boxed()
                    .sorted(Comparator.comparingDouble(unit -> -excursion(moving, unit)))
                    .limit(OFFERED)
                    .toList();
            for (int unit : byExcursion.stream().sorted().toList()) {
                if (l == 0 && unit == byExcursion.get(0)) {
                    selected = options.size();
                }
                options.add(new Option(
                        result.layerNames().get(l) + " " + unit,
                        panels(t -> compartments(t, t.layers().get(layer), unit))));
            }
        }
        if (options.isEmpty()) {
            return;
        }
        sections.add(new Choice(
                heading,
                "Feedback moves the apical potential, which pulls the soma away from what the basal dendrite predicts; that gap is the teaching signal. Same vertical range in every panel; F1 is drawn as the potentials its abstract units stand for. Of each layer the units whose potentials move most under "
                        + traces.get(0).formulation() + " can be chosen, at most " + OFFERED
                        + "; recording.h5 holds all that is recorded." + events(),
                TIME,
                Axis.linear("potential (mV)"),
                "Unit",
                options,
                selected));
    }

    /** How often V_a made an event, a formulation after another. */
    private String events() {
        Kept kept = result.experiment().record();
        String counts = traces.stream()
                .map(t -> t.formulation() + " "
                        + t.layers().stream()
                                .mapToInt(l -> t.apicalEvents(l, kept).units().length)
                                .sum())
                .collect(Collectors.joining(", "));
        return kept.variables().contains(Kept.Variable.APICAL)
                ? " Apical events, V_a above " + kept.apicalEventMv() + " mV for longer than " + kept.apicalEventMs()
                        + " ms: " + counts + "."
                : "";
    }

    /** How many of the recorded events became bursts; nothing where nobody tells neurons apart. */
    private static String bursts(PresentationTrace trace) {
        int[] places = trace.layers().stream()
                .filter(l -> l.spikes().individual())
                .flatMapToInt(l -> Arrays.stream(l.spikes().placesInBurst()))
                .toArray();
        return places.length == 0
                ? ""
                : String.format(
                        Locale.ROOT,
                        " Of %d single spikes and first spikes of a burst %d were followed by a second within %.0f ms.",
                        Arrays.stream(places).filter(p -> p == 0).count(),
                        Arrays.stream(places).filter(p -> p == 1).count(),
                        BurstCounts.WITHIN_MS);
    }

    private static List<Series> compartments(PresentationTrace trace, LayerTrace layer, int unit) {
        return layer.potentials().entrySet().stream()
                .map(e -> series(e.getKey().name().toLowerCase(Locale.ROOT), trace, e.getValue(), unit, Style.LINE))
                .toList();
    }

    private static double excursion(double[][] potentials, int unit) {
        var range = Arrays.stream(potentials).mapToDouble(row -> row[unit]).summaryStatistics();
        return range.getMax() - range.getMin();
    }

    private void spikes() {
        for (PresentationTrace trace : traces) {
            List<Spikes> groups = new ArrayList<>();
            int last = trace.layers().size() - 1;
            for (int l = 0; l <= last; l++) {
                LayerTrace layer = trace.layers().get(l);
                String name = result.layerNames().get(l);
                int units = layer.units();
                if (l < last) {
                    groups.add(group(name, layer.spikes(), 0, units, 1));
                } else {
                    int label = Math.min(units, shown.label().orElse(units));
                    groups.add(group(name, layer.spikes(), 0, label, OUTPUT_NEURONS));
                    if (label < units) {
                        groups.add(group(name + ", shown", layer.spikes(), label, label + 1, OUTPUT_NEURONS));
                        groups.add(group(name + " ", layer.spikes(), label + 1, units, OUTPUT_NEURONS));
                    }
                }
            }
            if (result.experiment().record().variables().contains(Kept.Variable.SPIKES)
                    && trace.layers().stream().anyMatch(l -> l.spikes().neuronsPerUnit() > 0)) {
                sections.add(new Raster(
                        heading,
                        "Spikes under " + trace.formulation()
                                + ": a row is a neuron, one of each hidden population and up to " + OUTPUT_NEURONS
                                + " of each output population. From 0 ms the output population that is to win should fire more, its rivals less."
                                + bursts(trace),
                        TIME,
                        trace.timeMs()[trace.timeMs().length - 1],
                        groups.stream().filter(g -> g.size() > 0).toList()));
            }
        }
    }

    /** Some neurons of each of some units. */
    private static Spikes group(String name, PresentationTrace.Spikes spikes, int from, int to, int most) {
        int recorded = spikes.neuronsPerUnit();
        int kept = Math.min(most, recorded);
        int[] shown = IntStream.range(0, spikes.neurons().length)
                .filter(k -> spikes.timesMs()[k] >= -BEFORE_MS)
                .filter(k -> spikes.neurons()[k] / recorded >= from && spikes.neurons()[k] / recorded < to)
                .filter(k -> spikes.neurons()[k] % recorded < kept)
                .toArray();
        return new Spikes(
                name,
                (to - from) * kept,
                IntStream.of(shown).mapToDouble(k -> spikes.timesMs()[k]).toArray(),
                IntStream.of(shown)
                        .map(k -> (spikes.neurons()[k] / recorded - from) * kept + spikes.neurons()[k] % recorded)
                        .toArray());
    }

    private void outputs() {
        PresentationTrace first = traces.get(0);
        int units = first.target().length;
        double[] before = first.output()[0];
        List<Integer> drawn = IntStream.range(0, units)
                .boxed()
                .sorted(Comparator.<Integer, Boolean>comparing(
                                o -> o != shown.label().orElse(-1))
                        .thenComparing(o -> shown.label().isPresent() ? -before[o] : o))
                .limit(shown.label().isPresent() ? 2 : OUTPUTS)
                .toList();
        sections.add(new Panels(
                heading,
                "Output r_L of " + shown.drawn()
                        + ", low-passed spikes for F3, and what it is driven to (broad). Solid lines should reach their targets and stay.",
                TIME,
                Axis.linear("output r"),
                panels(t -> drawn.stream()
                        .flatMap(o -> List.of(
                                new Series(
                                        "target of " + result.outputName(o),
                                        new double[] {0, t.timeMs()[t.timeMs().length - 1]},
                                        new double[] {t.target()[o], t.target()[o]},
                                        Style.REFERENCE),
                                series(result.outputName(o), t, t.output(), o, Style.LINE))
                                .stream())
                        .toList())));
        sections.add(new Panels(
                heading,
                "Control u of the same outputs: it climbs until they reach their targets, then stays just large enough to hold them.",
                TIME,
                Axis.linear("control u"),
                panels(t -> drawn.stream()
                        .map(o -> series(result.outputName(o), t, t.control(), o, Style.LINE))
                        .toList())));
    }
}
