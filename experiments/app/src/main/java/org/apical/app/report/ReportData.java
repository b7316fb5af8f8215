package org.apical.app.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.apical.app.compare.ComparisonResult;
import org.apical.app.compare.ComparisonResult.FormulationResult;
import org.apical.app.compare.PresentationTrace;
import org.apical.app.compare.PresentationTrace.LayerTrace;
import org.apical.app.compare.PresentationTrace.Spikes;

/** What the charts of the page draw, as JSON: a few units, a few neurons, five significant digits, null where there is no number. */
final class ReportData {
    private static final int SHOWN_UNITS = 3;
    private static final int OUTPUT_NEURONS = 5;

    private final ComparisonResult result;
    private final ObjectNode root = new ObjectMapper().createObjectNode();

    private ReportData(ComparisonResult result) {
        this.result = result;
    }

    /** The JSON, without {@code <} so that it can stand in a script element. */
    static String of(ComparisonResult result) {
        ReportData data = new ReportData(result);
        data.learning();
        data.presentation();
        return ChartNumbers.inScript(data.root);
    }

    private void learning() {
        root.put("epochs", result.experiment().learning().epochs());
        ArrayNode formulations = root.putArray("formulations");
        for (FormulationResult f : result.formulations()) {
            ObjectNode one = formulations.addObject();
            one.put("id", f.id());
            one.put("title", f.title());
            ChartNumbers.add(one.putArray("accuracy"), f.testAccuracy().length, epoch -> 100 * f.testAccuracy()[epoch]);
        }
    }

    private void presentation() {
        List<PresentationTrace> traces = result.traces();
        ArrayNode traceArray = root.putArray("traces");
        ArrayNode unitArray = root.putArray("units");
        ArrayNode rasters = root.putArray("rasters");
        root.put("label", result.shown().label());
        if (traces.isEmpty()) {
            return;
        }
        PresentationTrace first = traces.get(0);
        root.put("rival", rival(first.output()[0], result.shown().label()));
        List<Unit> units = units(first);
        for (Unit unit : units) {
            unitArray.add(result.layerNames().get(unit.layer) + " unit " + unit.index);
        }
        for (PresentationTrace trace : traces) {
            trace(traceArray.addObject(), trace, units);
            for (int l = 0; l < trace.layers().size(); l++) {
                Spikes spikes = trace.layers().get(l).spikes();
                if (spikes.neuronsPerUnit() > 0) {
                    int keep = l == trace.layers().size() - 1 ? OUTPUT_NEURONS : 1;
                    int populations = trace.layers().get(l).somaMv()[0].length;
                    ObjectNode raster = rasters.addObject();
                    raster.put("formulation", trace.formulation());
                    raster.put("layer", result.layerNames().get(l));
                    raster(raster, spikes, populations, Math.min(keep, spikes.neuronsPerUnit()));
                }
            }
        }
    }

    /** A unit whose voltages are shown. */
    private record Unit(int layer, int index) {}

    /** The hidden units whose apical dendrites move most, then the output unit of the class shown. */
    private List<Unit> units(PresentationTrace trace) {
        int last = trace.layers().size() - 1;
        int label = Math.min(result.shown().label(), trace.target().length - 1);
        double[][] apical = trace.layers().get(0).apicalMv();
        Comparator<Integer> byExcursion = Comparator.comparingDouble(unit -> -excursion(apical, unit));
        List<Unit> units = new java.util.ArrayList<>(IntStream.range(0, last == 0 ? 0 : apical[0].length)
                .boxed()
                .sorted(byExcursion)
                .limit(SHOWN_UNITS)
                .map(unit -> new Unit(0, unit))
                .toList());
        units.add(new Unit(last, label));
        return units;
    }

    private static double excursion(double[][] voltage, int unit) {
        double[] column = IntStream.range(0, voltage.length)
                .mapToDouble(t -> voltage[t][unit])
                .toArray();
        return IntStream.range(0, column.length)
                        .mapToDouble(t -> column[t])
                        .max()
                        .orElse(0)
                - IntStream.range(0, column.length)
                        .mapToDouble(t -> column[t])
                        .min()
                        .orElse(0);
    }

    /** The other class that the network takes the digit for most. */
    private static int rival(double[] output, int label) {
        return IntStream.range(0, output.length)
                .filter(o -> o != label)
                .boxed()
                .max(Comparator.comparingDouble(o -> output[o]))
                .orElse(label);
    }

    private static void trace(ObjectNode node, PresentationTrace trace, List<Unit> units) {
        int steps = trace.timeMs().length;
        node.put("id", trace.formulation());
        ChartNumbers.add(node.putArray("t"), steps, t -> trace.timeMs()[t]);
        ArrayNode voltages = node.putArray("v");
        for (Unit unit : units) {
            LayerTrace layer = trace.layers().get(unit.layer);
            ArrayNode compartments = voltages.addArray();
            for (double[][] voltage : List.of(layer.somaMv(), layer.basalMv(), layer.apicalMv())) {
                ChartNumbers.add(compartments.addArray(), steps, t -> voltage[t][unit.index]);
            }
        }
        ArrayNode output = node.putArray("r");
        ArrayNode control = node.putArray("u");
        for (int o = 0; o < trace.target().length; o++) {
            int unit = o;
            ChartNumbers.add(output.addArray(), steps, t -> trace.output()[t][unit]);
            ChartNumbers.add(control.addArray(), steps, t -> trace.control()[t][unit]);
        }
        ChartNumbers.add(node.putArray("target"), trace.target().length, o -> trace.target()[o]);
    }

    private static void raster(ObjectNode node, Spikes spikes, int units, int keep) {
        int recorded = spikes.neuronsPerUnit();
        int[] kept = IntStream.range(0, spikes.neurons().length)
                .filter(k -> spikes.neurons()[k] % recorded < keep)
                .toArray();
        node.put("perUnit", keep);
        node.put("units", units);
        ChartNumbers.add(node.putArray("t"), kept.length, k -> spikes.timesMs()[kept[k]]);
        ArrayNode rows = node.putArray("row");
        for (int k : kept) {
            int neuron = spikes.neurons()[k];
            rows.add(neuron / recorded * keep + neuron % recorded);
        }
    }
}
