package org.apical.app.store;

import java.util.List;
import org.apical.app.model.NetworkRun.Outcome;
import org.apical.network.description.NetworkDescription;

/**
 * {@code metrics.csv} of a described network: {@code formulation,quantity,layer,epoch,value,unit} as of a comparison; deviations are from the first
 * formulation.
 */
public final class NetworkMetrics {
    private NetworkMetrics() {}

    /** The metrics of a run. */
    public static String of(NetworkDescription network, List<Outcome> outcomes) {
        return CsvText.of(List.of("formulation", "quantity", "layer", "epoch", "value", "unit"), csv -> {
            for (Outcome outcome : outcomes) {
                for (int l = 0; l < network.layers(); l++) {
                    String layer = network.chain().get(l).name();
                    csv.printRecord(outcome.id(), "potential_rms", layer, "", outcome.rms(l), "1");
                    csv.printRecord(
                            outcome.id(), "deviation_rms", layer, "", outcome.deviation(l, outcomes.get(0)), "1");
                }
                csv.printRecord(outcome.id(), "time", "", "", outcome.seconds(), "s");
            }
        });
    }
}
