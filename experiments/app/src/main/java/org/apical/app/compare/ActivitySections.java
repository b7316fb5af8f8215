package org.apical.app.compare;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apical.app.activity.LayerActivity;
import org.apical.app.activity.Occupancy;
import org.apical.app.check.Check;
import org.apical.app.compare.ComparisonResult.FormulationResult;
import org.apical.app.experiment.PotentialRanges.Range;
import org.apical.app.findings.Section;
import org.apical.app.findings.Section.Axis;
import org.apical.app.findings.Section.Panel;
import org.apical.app.findings.Section.Panels;
import org.apical.app.findings.Section.Series;
import org.apical.app.findings.Section.Table;

/** Potentials and rates of the neurons of F2 and F3: how they are shown, named and judged. */
final class ActivitySections {
    private static final String HEADING = "Potentials and rates";
    /** Of neurons and time: the tails of what spikes do to a potential. */
    private static final double OUTSIDE = 1e-3;

    private static final double PERCENT = 100;
    private static final List<String> QUANTITIES = List.of("soma", "basal", "apical");

    private ActivitySections() {}

    /** Takes a number. */
    @FunctionalInterface
    interface Sink {
        void put(String quantity, double value, String unit);
    }

    /** The numbers of a layer. */
    static void measures(LayerActivity layer, Sink sink) {
        for (int c = 0; c < QUANTITIES.size(); c++) {
            Occupancy potentials = layer.potentials().get(c);
            String name = QUANTITIES.get(c) + "_potential_";
            sink.put(name + "outside", potentials.outside(), "1");
            sink.put(name + "lowest", potentials.lowestMv(), "mV");
            sink.put(name + "highest", potentials.highestMv(), "mV");
        }
        sink.put("rate_mean", layer.meanHz(), "Hz");
        sink.put("rate_highest", layer.highestHz(), "Hz");
    }

    /**
     * That potentials stay within their ranges: the compartment and layer that are outside most.
     *
     * @param stated whether the file states ranges; the usual ones decide nothing
     */
    static Check check(String id, List<LayerActivity> layers, List<String> names, boolean stated) {
        int[] most = IntStream.range(0, layers.size())
                .boxed()
                .flatMap(l -> IntStream.range(0, QUANTITIES.size()).mapToObj(c -> new int[] {l, c}))
                .max(Comparator.comparingDouble(at -> outside(layers, at)))
                .orElseThrow();
        double outside = outside(layers, most);
        String where = outside == 0
                ? ""
                : ", most of all " + LayerActivity.COMPARTMENTS.get(most[1]) + " of " + names.get(most[0]);
        Check check = Check.atMost(id + " share of time outside neurons.ranges" + where, outside, OUTSIDE);
        return stated ? check : check.undecided("the file states no ranges, these are the usual ones");
    }

    private static double outside(List<LayerActivity> layers, int[] at) {
        return layers.get(at[0]).potentials().get(at[1]).outside();
    }

    /**
     * What is to be shown.
     *
     * @param id of the formulation
     * @param when with which weights, in words; empty where there are no others
     * @param drawn whether histograms are drawn of it
     */
    record Shown(String id, String when, boolean drawn, List<LayerActivity> layers) {}

    /** Of a comparison that learns. */
    static List<Section> of(ComparisonResult result) {
        List<Shown> shown = new ArrayList<>();
        for (FormulationResult f : result.formulations()) {
            f.activity()
                    .forEach((epoch, layers) -> shown.add(new Shown(
                            f.id(),
                            ", epoch " + epoch,
                            epoch.equals(f.activity().lastKey()),
                            layers)));
        }
        String samples = String.format(
                Locale.ROOT,
                "%d held-out samples and as many that are learned from, before learning (epoch 0) and after the last epoch",
                Math.min(
                        result.experiment().agreement().samples(), result.held().size()));
        return of(shown, result.layerNames(), samples);
    }

    /** @param samples what was shown, in words */
    static List<Section> of(List<Shown> shown, List<String> names, String samples) {
        List<Section> sections = new ArrayList<>();
        if (!shown.isEmpty()) {
            sections.add(table(shown, names, samples));
            for (int c = 0; c < LayerActivity.COMPARTMENTS.size(); c++) {
                sections.add(histogram(c, shown, names));
            }
        }
        return sections;
    }

    private static Table table(List<Shown> shown, List<String> names, String samples) {
        List<String> header = new ArrayList<>(List.of(""));
        for (String compartment : LayerActivity.COMPARTMENTS) {
            header.add(compartment + " (mV)");
            header.add("outside");
        }
        header.add("mean rate");
        header.add("highest");
        List<List<String>> rows = new ArrayList<>();
        for (Shown one : shown) {
            for (int l = 0; l < names.size(); l++) {
                LayerActivity layer = one.layers().get(l);
                List<String> row = new ArrayList<>(List.of(one.id() + " " + names.get(l) + one.when()));
                for (Occupancy potentials : layer.potentials()) {
                    row.add(String.format(Locale.ROOT, "%.1f .. %.1f", potentials.lowestMv(), potentials.highestMv()));
                    row.add(percent(potentials.outside()));
                }
                row.add(hz(layer.meanHz()));
                row.add(hz(layer.highestHz()));
                rows.add(row);
            }
        }
        return new Table(
                HEADING,
                "Lowest and highest potential of any neuron at any time of whole presentations, free and controlled, of "
                        + samples
                        + "; the share of neurons and time outside neurons.ranges; firing rates of neurons: their mean, and that of the unit and sample where it is highest.",
                header,
                rows);
    }

    private static String percent(double share) {
        return share == 0 ? "0 %" : Check.number(PERCENT * share) + " %";
    }

    private static String hz(double x) {
        return String.format(Locale.ROOT, "%.1f Hz", x);
    }

    private static Section histogram(int c, List<Shown> shown, List<String> names) {
        List<Panel> panels = shown.stream()
                .filter(Shown::drawn)
                .map(one -> new Panel(
                        one.id(),
                        IntStream.range(0, names.size())
                                .mapToObj(l -> {
                                    Occupancy potentials =
                                            one.layers().get(l).potentials().get(c);
                                    return new Series(names.get(l), potentials.middlesMv(), potentials.densityPerMv());
                                })
                                .toList()))
                .toList();
        List<Range> ranges = shown.get(0).layers().stream()
                .map(layer -> layer.potentials().get(c).range())
                .distinct()
                .toList();
        String compartment = LayerActivity.COMPARTMENTS.get(c);
        return new Panels(
                HEADING,
                "Histogram of " + compartment
                        + " with the last weights: share of neurons and time per mV. Dashed: its range, "
                        + ranges.stream()
                                .map(range -> range.lowestMv() + " to " + range.highestMv() + " mV")
                                .collect(Collectors.joining(" and "))
                        + ".",
                new Axis(
                        compartment + " (mV)",
                        false,
                        ranges.stream()
                                .flatMap(range -> Stream.of(range.lowestMv(), range.highestMv()))
                                .distinct()
                                .toList()),
                Axis.linear("share per mV"),
                panels);
    }
}
