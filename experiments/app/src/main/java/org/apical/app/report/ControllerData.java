package org.apical.app.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.function.IntToDoubleFunction;
import org.apical.app.study.StudyChecks;
import org.apical.app.study.StudyResult;
import org.apical.app.study.StudyResult.EnsembleSpikes;
import org.apical.app.study.StudyResult.LoopTrace;
import org.apical.app.study.StudyResult.Raster;
import org.apical.app.study.StudyResult.SizeAccuracy;
import org.apical.app.study.StudyResult.StepTrace;
import org.apical.network.ensemble.PopulationKind;

/** What the charts of a study of the controller draw, as JSON. */
final class ControllerData {
    private static final double PERCENT = 100;
    /** Steps between the points of a time course. */
    private static final int EVERY = 5;

    private ControllerData() {}

    /** The JSON, to stand in a script element. */
    static String of(StudyResult result) {
        ObjectNode root = new ObjectMapper().createObjectNode();
        root.put("neurons", result.settings().neurons());
        ObjectNode tuning = root.putObject("tuning");
        list(tuning, "x", result.tuning().x());
        lists(tuning, "hz", result.tuning().hz());
        accuracy(root.putObject("accuracy"), result.accuracy());
        steps(root.putArray("steps"), result.steps());
        raster(root.putObject("raster"), result.raster());
        loops(root.putArray("loops"), result.loops());
        return ChartNumbers.inScript(root);
    }

    private static void accuracy(ObjectNode node, List<SizeAccuracy> accuracy) {
        int n = accuracy.size();
        ChartNumbers.add(node.putArray("n"), n, k -> accuracy.get(k).neurons());
        for (PopulationKind kind : PopulationKind.values()) {
            ObjectNode one = node.putObject(kind.name().toLowerCase(Locale.ROOT));
            IntToDoubleFunction error = k -> PERCENT * accuracy.get(k).of(kind).integral();
            IntToDoubleFunction fit = k ->
                    PERCENT * StudyChecks.fitted(accuracy, kind, accuracy.get(k).neurons());
            IntToDoubleFunction drift = k -> PERCENT * accuracy.get(k).of(kind).drift();
            ChartNumbers.add(one.putArray("error"), n, error);
            ChartNumbers.add(one.putArray("fit"), n, fit);
            ChartNumbers.add(one.putArray("drift"), n, drift);
        }
    }

    private static void steps(ArrayNode array, List<StepTrace> steps) {
        for (StepTrace step : steps) {
            ObjectNode one = array.addObject();
            one.put("neurons", step.neurons());
            one.put("on", step.onMs());
            thinned(one, "t", step.timeMs());
            thinned(one, "ideal", step.ideal());
            thinned(one, "decoded", step.decoded());
        }
    }

    private static void raster(ObjectNode node, Raster raster) {
        node.put("on", raster.onMs());
        thinned(node, "t", raster.timeMs());
        thinned(node, "integral", raster.represented()[0]);
        thinned(node, "error", raster.represented()[1]);
        spikes(node.putObject("integrators"), raster.integrators());
        spikes(node.putObject("errors"), raster.errors());
    }

    private static void spikes(ObjectNode node, EnsembleSpikes spikes) {
        node.put("neurons", spikes.neurons());
        list(node, "t", spikes.timesMs());
        ChartNumbers.add(node.putArray("row"), spikes.rows().length, k -> spikes.rows()[k]);
    }

    private static void loops(ArrayNode array, List<LoopTrace> loops) {
        for (LoopTrace loop : loops) {
            ObjectNode one = array.addObject();
            one.put("id", loop.id().toLowerCase(Locale.ROOT));
            ChartNumbers.add(one.putArray("t"), loop.timeMs().length, k -> loop.timeMs()[k] / 1000);
            list(one, "target", loop.target());
            lists(one, "output", loop.output());
            lists(one, "control", loop.control());
            lists(one, "error", loop.error());
        }
    }

    private static void list(ObjectNode node, String name, double[] x) {
        ChartNumbers.add(node.putArray(name), x.length, k -> x[k]);
    }

    private static void lists(ObjectNode node, String name, double[][] rows) {
        ArrayNode array = node.putArray(name);
        for (double[] row : rows) {
            ChartNumbers.add(array.addArray(), row.length, k -> row[k]);
        }
    }

    /** Every fifth number, the last step of each. */
    private static void thinned(ObjectNode node, String name, double[] x) {
        ChartNumbers.add(node.putArray(name), x.length / EVERY, k -> x[(k + 1) * EVERY - 1]);
    }
}
