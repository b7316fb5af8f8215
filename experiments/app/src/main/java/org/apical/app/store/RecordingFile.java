package org.apical.app.store;

import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import io.jhdf.api.WritableDataset;
import io.jhdf.api.WritableGroup;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apical.app.compare.ApicalEvents;
import org.apical.app.compare.ComparisonResult;
import org.apical.app.compare.PresentationTrace;
import org.apical.app.compare.PresentationTrace.LayerTrace;
import org.apical.app.experiment.Kept;
import org.apical.app.experiment.Kept.Variable;
import org.apical.app.experiment.Kept.When;

/**
 * {@code recording.h5} in the SONATA layout: {@code /spikes/F3_hidden}, {@code /report/F2_hidden} (compartments as elements: 0 soma, 1 basal, 2
 * apical), one population a formulation and layer; in all of them a node id is unit * n + neuron, n the attribute {@code recorded_neurons_per_unit}: what is known of a unit as a whole stands under its neuron 0. {@code /apical_events/F3_hidden}, when V_a was above the level of {@code record}; beside it {@code /control/F1} and so on with output, target and control. Times in ms from the
 * start of the recording; the attribute {@code target_onset_ms} says when the controller sets in.
 */
public final class RecordingFile {
    private static final String PER_UNIT = "recorded_neurons_per_unit";

    private RecordingFile() {}

    /**
     * Writes the recorded presentations of a comparison.
     *
     * @param run its id
     */
    public static void write(ComparisonResult result, String run, Path path) {
        try (WritableHdfFile hdf = HdfFile.write(path)) {
            Sonata.begin(hdf);
            hdf.putAttribute("element_ids", "0 soma, 1 basal dendrite, 2 apical dendrite");
            hdf.putAttribute("run", run);
            WritableGroup spikes = hdf.putGroup("spikes");
            WritableGroup report = hdf.putGroup("report");
            WritableGroup events = hdf.putGroup("apical_events");
            WritableGroup control = hdf.putGroup("control");
            for (PresentationTrace trace : result.traces()) {
                for (int l = 0; l < trace.layers().size(); l++) {
                    String population = name(
                            trace,
                            trace.formulation() + "_" + result.layerNames().get(l));
                    LayerTrace layer = trace.layers().get(l);
                    if (!layer.potentials().isEmpty()) {
                        compartments(report.putGroup(population), trace.timeMs(), layer);
                    }
                    if (layer.potentials().containsKey(Variable.APICAL)) {
                        apicalEvents(
                                events.putGroup(population),
                                trace,
                                layer,
                                result.experiment().record());
                    }
                    if (layer.spikes().timesMs().length > 0) {
                        spikes(spikes.putGroup(population), trace.timeMs()[0], layer.spikes());
                    }
                }
                control(control.putGroup(name(trace, trace.formulation())), trace);
            }
        }
    }

    /** Presentations of other weights than the initial ones, and of other samples than the first, say so behind the name. */
    private static String name(PresentationTrace trace, String name) {
        String weights = trace.weights() == When.INITIAL
                ? ""
                : "_" + trace.weights().name().toLowerCase(Locale.ROOT);
        return name + weights + (trace.sample() == 0 ? "" : "_sample" + trace.sample());
    }

    private static void compartments(WritableGroup group, double[] time, LayerTrace layer) {
        group.putAttribute("target_onset_ms", -time[0]);
        group.putAttribute(PER_UNIT, layer.nodesPerUnit());
        int steps = time.length;
        int units = layer.units();
        List<Variable> kinds = List.copyOf(layer.potentials().keySet());
        int elements = kinds.size();
        float[][] data = new float[steps][units * elements];
        long[] nodes = new long[units];
        long[] pointers = new long[units + 1];
        int[] element = new int[units * elements];
        for (int unit = 0; unit < units; unit++) {
            nodes[unit] = layer.node(unit);
            pointers[unit + 1] = (long) (unit + 1) * elements;
            for (int e = 0; e < elements; e++) {
                element[unit * elements + e] = kinds.get(e).ordinal();
                for (int t = 0; t < steps; t++) {
                    data[t][unit * elements + e] = (float) layer.potentials().get(kinds.get(e))[t][unit];
                }
            }
        }
        group.putDataset("data", data).putAttribute("units", "mV");
        WritableGroup mapping = group.putGroup("mapping");
        mapping.putDataset("node_ids", nodes, Sonata.UNSIGNED);
        mapping.putDataset("index_pointers", pointers, Sonata.UNSIGNED);
        mapping.putDataset("index_pointer", pointers, Sonata.UNSIGNED);
        mapping.putDataset("element_ids", element, Sonata.UNSIGNED);
        mapping.putDataset("element_pos", new float[units * elements]);
        double dt = time[1] - time[0];
        WritableDataset interval = mapping.putDataset("time", new double[] {0, steps * dt, dt});
        interval.putAttribute("units", "ms");
    }

    private static void spikes(WritableGroup group, double start, PresentationTrace.Spikes spikes) {
        group.putAttribute(PER_UNIT, spikes.neuronsPerUnit());
        group.putAttribute("target_onset_ms", -start);
        double[] times = new double[spikes.timesMs().length];
        long[] nodes = new long[times.length];
        for (int k = 0; k < times.length; k++) {
            times[k] = spikes.timesMs()[k] - start;
            nodes[k] = spikes.neurons()[k];
        }
        group.putDataset("timestamps", times).putAttribute("units", "ms");
        group.putDataset("node_ids", nodes, Sonata.UNSIGNED);
        if (spikes.individual()) {
            group.putDataset("place_in_burst", spikes.placesInBurst());
        }
    }

    private static void apicalEvents(WritableGroup group, PresentationTrace trace, LayerTrace layer, Kept kept) {
        ApicalEvents events = trace.apicalEvents(layer, kept);
        double start = trace.timeMs()[0];
        group.putAttribute("above_mV", kept.apicalEventMv());
        group.putAttribute("longer_than_ms", kept.apicalEventMs());
        group.putAttribute("target_onset_ms", -start);
        group.putAttribute("events", events.units().length);
        group.putAttribute(PER_UNIT, layer.nodesPerUnit());
        if (events.units().length > 0) {
            long[] nodes = Arrays.stream(events.units()).mapToLong(layer::node).toArray();
            group.putDataset("node_ids", nodes, Sonata.UNSIGNED);
            group.putDataset("begin", fromStart(events.beginMs(), start)).putAttribute("units", "ms");
            group.putDataset("end", fromStart(events.endMs(), start)).putAttribute("units", "ms");
        }
    }

    private static double[] fromStart(double[] timesMs, double start) {
        return Arrays.stream(timesMs).map(t -> t - start).toArray();
    }

    private static void control(WritableGroup group, PresentationTrace trace) {
        group.putDataset("time", trace.timeMs()).putAttribute("units", "ms");
        group.putDataset("output", trace.output()).putAttribute("units", "1");
        group.putDataset("target", trace.target()).putAttribute("units", "1");
        group.putDataset("control", trace.control()).putAttribute("units", "1");
    }
}
