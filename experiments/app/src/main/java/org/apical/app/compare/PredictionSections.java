package org.apical.app.compare;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.apical.app.compare.ComparisonResult.FormulationResult;
import org.apical.app.findings.Section;
import org.apical.app.findings.Section.Axis;
import org.apical.app.findings.Section.Matrix;
import org.apical.app.findings.Section.Panel;
import org.apical.app.findings.Section.Panels;
import org.apical.app.findings.Section.Series;
import org.apical.app.findings.Section.Table;
import org.apical.plasticity.training.Learner;

/** What became of the held-out samples after the last epoch: the confusion matrix of a classification, the residuals of a regression. */
final class PredictionSections {
    private static final String CONFUSION = "Confusion matrix";
    private static final String RESIDUALS = "Residuals";
    /** More classes are not shown as a matrix. */
    private static final int MOST_CLASSES = 40;
    /** More outputs are not charted one by one. */
    private static final int MOST_OUTPUTS = 6;

    private static final int BINS = 30;

    private PredictionSections() {}

    static List<Section> of(ComparisonResult result) {
        int outputs = result.formulations().get(0).outputs()[0].length;
        if (result.held().wanted().length > 0) {
            return residuals(result, outputs);
        }
        return outputs > MOST_CLASSES ? List.of() : confusion(result, outputs);
    }

    private static List<Section> confusion(ComparisonResult result, int classes) {
        List<String> names = IntStream.range(0, classes)
                .mapToObj(k -> result.outputs().isEmpty()
                        ? String.valueOf(k)
                        : result.outputs().get(k))
                .toList();
        int[] labels = result.held().labels();
        List<Section> sections = new ArrayList<>();
        for (FormulationResult f : result.formulations()) {
            int[][] counts = new int[classes][classes];
            for (int k = 0; k < labels.length; k++) {
                counts[labels[k]][Learner.winner(f.outputs()[k])]++;
            }
            sections.add(Matrix.ofCounts(
                    CONFUSION,
                    f.id() + " " + f.title()
                            + ", held-out samples after the last epoch, shaded by the share of the row.",
                    "class",
                    "classified as",
                    names,
                    counts));
        }
        return sections;
    }

    private static List<Section> residuals(ComparisonResult result, int outputs) {
        double[][] wanted = result.held().wanted();
        List<List<String>> rows = new ArrayList<>();
        for (FormulationResult f : result.formulations()) {
            for (int o = 0; o < Math.min(outputs, MOST_OUTPUTS); o++) {
                double[] y = column(wanted, o);
                double[] residual = residual(f, wanted, o);
                double power = Arrays.stream(residual).map(x -> x * x).average().orElse(Double.NaN);
                double mean = Arrays.stream(y).average().orElse(Double.NaN);
                double variance = Arrays.stream(y)
                        .map(x -> (x - mean) * (x - mean))
                        .average()
                        .orElse(Double.NaN);
                rows.add(List.of(
                        f.id() + " " + result.outputName(o),
                        number(Arrays.stream(residual).average().orElse(Double.NaN)),
                        number(Math.sqrt(power)),
                        variance > 0 ? String.format(Locale.ROOT, "%.3f", 1 - power / variance) : "–"));
            }
        }
        String most = outputs > MOST_OUTPUTS ? " The first " + MOST_OUTPUTS + " of " + outputs + " outputs." : "";
        Table table = new Table(
                RESIDUALS,
                "r - y of held-out samples after the last epoch, in the units of the (scaled) targets; R^2 = 1 - mean square of r - y over the variance of y."
                        + most,
                List.of("output", "mean", "rms", "R^2"),
                rows);
        List<Panel> panels = IntStream.range(0, Math.min(outputs, MOST_OUTPUTS))
                .mapToObj(o -> new Panel(result.outputName(o), histograms(result, wanted, o)))
                .toList();
        return List.of(
                table,
                new Panels(
                        RESIDUALS,
                        "Distribution of r - y over the held-out samples.",
                        Axis.linear("r - y").marked(0),
                        Axis.linear("samples"),
                        panels));
    }

    private static List<Series> histograms(ComparisonResult result, double[][] wanted, int output) {
        double most = result.formulations().stream()
                .flatMapToDouble(f -> Arrays.stream(residual(f, wanted, output)))
                .map(Math::abs)
                .max()
                .orElse(0);
        double width = most == 0 ? 1 : 2 * most / BINS;
        return result.formulations().stream()
                .map(f -> {
                    double[] counts = new double[BINS];
                    for (double x : residual(f, wanted, output)) {
                        counts[Math.min(BINS - 1, (int) ((x + most) / width))]++;
                    }
                    double[] at = IntStream.range(0, BINS)
                            .mapToDouble(k -> -most + (k + 0.5) * width)
                            .toArray();
                    return new Series(f.id() + " " + f.title(), at, counts);
                })
                .toList();
    }

    private static double[] residual(FormulationResult f, double[][] wanted, int output) {
        return IntStream.range(0, wanted.length)
                .mapToDouble(k -> f.outputs()[k][output] - wanted[k][output])
                .toArray();
    }

    private static double[] column(double[][] of, int output) {
        return Arrays.stream(of).mapToDouble(row -> row[output]).toArray();
    }

    private static String number(double x) {
        return String.format(Locale.ROOT, "%.3g", x);
    }
}
