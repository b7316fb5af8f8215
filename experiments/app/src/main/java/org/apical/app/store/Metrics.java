package org.apical.app.store;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.apical.app.compare.CompareResult.FormulationResult;
import org.apical.app.compare.CompareResult.Represented;

/**
 * {@code metrics.csv}: one measured number a row, {@code formulation,quantity,layer,epoch,value,unit}; layer and epoch are empty where they do
 * not apply. The only numbers that change from run to run are those with unit {@code s}.
 */
public final class Metrics {
    private Metrics() {}

    /** The metrics of the formulations that have been compared so far. */
    public static String of(List<FormulationResult> formulations) {
        StringWriter text = new StringWriter();
        CSVFormat format = CSVFormat.DEFAULT
                .builder()
                .setRecordSeparator('\n')
                .setHeader("formulation", "quantity", "layer", "epoch", "value", "unit")
                .get();
        try (CSVPrinter csv = new CSVPrinter(text, format)) {
            for (FormulationResult f : formulations) {
                for (int epoch = 0; epoch < f.testAccuracy().length; epoch++) {
                    csv.printRecord(f.id(), "test_accuracy", "", epoch, f.testAccuracy()[epoch], "1");
                }
                csv.printRecord(f.id(), "update_cosine_to_F1", "", 0, f.firstUpdateCosine(), "1");
                for (int l = 0; l < f.layerUpdateCosines().length; l++) {
                    csv.printRecord(f.id(), "update_cosine_to_F1", l + 1, 0, f.layerUpdateCosines()[l], "1");
                }
                csv.printRecord(f.id(), "steady_state_deviation_max", "", 0, f.steadyStateMax(), "rms(v)");
                csv.printRecord(f.id(), "steady_state_deviation_rms", "", 0, f.steadyStateRms(), "rms(v)");
                if (f.represented().isPresent()) {
                    Represented largest = f.represented().get();
                    csv.printRecord(f.id(), "controller_integral_largest", "", "", largest.integral(), "radius");
                    csv.printRecord(f.id(), "controller_error_largest", "", "", largest.error(), "radius");
                }
                csv.printRecord(f.id(), "training_time", "", "", f.trainingSeconds(), "s");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }
}
