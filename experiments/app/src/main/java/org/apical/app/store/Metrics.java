package org.apical.app.store;

import java.io.IOException;
import java.util.List;
import org.apache.commons.csv.CSVPrinter;
import org.apical.app.compare.CompareResult.FeedbackMeasures;
import org.apical.app.compare.CompareResult.FormulationResult;
import org.apical.app.compare.CompareResult.Represented;
import org.apical.plasticity.reference.Alignment;
import org.apical.plasticity.reference.UpdateAngles;

/**
 * {@code metrics.csv}: one measured number a row, {@code formulation,quantity,layer,epoch,value,unit}; layer and epoch are empty where they do
 * not apply. The only numbers that change from run to run are those with unit {@code s}.
 */
public final class Metrics {
    private Metrics() {}

    /** The metrics of the formulations that have been compared so far. */
    public static String of(List<FormulationResult> formulations) {
        return CsvText.of(List.of("formulation", "quantity", "layer", "epoch", "value", "unit"), csv -> {
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
                if (f.feedback().isPresent()) {
                    feedback(csv, f.id(), f.feedback().get());
                }
                csv.printRecord(f.id(), "training_time", "", "", f.trainingSeconds(), "s");
            }
        });
    }

    /** Epoch 0 is after pre-training; {@code _drawn} is before it. */
    private static void feedback(CSVPrinter csv, String id, FeedbackMeasures measured) throws IOException {
        alignment(csv, id, "_drawn", "", measured.drawn());
        for (int epoch = 0; epoch < measured.learned().size(); epoch++) {
            alignment(csv, id, "", epoch, measured.learned().get(epoch));
        }
    }

    private static void alignment(CSVPrinter csv, String id, String when, Object epoch, Alignment measured)
            throws IOException {
        csv.printRecord(id, "feedback_condition_2" + when, "", epoch, measured.conditionTwo(), "1");
        List<Double> cosines = measured.toTranspose().layers();
        for (int l = 0; l < cosines.size(); l++) {
            csv.printRecord(id, "feedback_cosine_to_jacobian" + when, l + 1, epoch, cosines.get(l), "1");
        }
        UpdateAngles angles = measured.angles();
        csv.printRecord(id, "update_angle_to_minimum_norm" + when, "", epoch, angles.minimumNorm(), "degrees");
        csv.printRecord(id, "update_angle_to_backpropagation" + when, "", epoch, angles.backpropagation(), "degrees");
    }
}
