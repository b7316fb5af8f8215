package org.apical.app.audit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apical.app.audit.RuleFacts.LayerLocality;
import org.apical.app.audit.RuleFacts.QuantityFacts;
import org.apical.app.experiment.ExperimentFile;
import org.apical.network.description.NetworkWeights;
import org.apical.plasticity.theory.SynapticProbe;
import org.apical.plasticity.theory.SynapticProbe.Locality;
import org.apical.plasticity.theory.SynapticReading;
import org.apical.plasticity.theory.SynapticTheory;
import org.apical.plasticity.training.Samples;

/** Measures what synapses of a theory beside control read, on samples of the first batch. */
record TheoryReadings(AuditedNetwork audited, SynapticTheory theory) {
    private static final int LANES = 16;

    RuleFacts measure(NetworkWeights weights) {
        Samples batch = audited.run().firstBatch();
        List<Locality> found =
                new SynapticProbe(theory, weights, batch.range(0, Math.min(LANES, batch.size()))).layers();
        List<LayerLocality> layers = new ArrayList<>();
        Map<SynapticReading, QuantityFacts> quantities = new LinkedHashMap<>();
        for (int l = 0; l < found.size(); l++) {
            Locality layer = found.get(l);
            layers.add(new LayerLocality(
                    audited.network().chain().get(l).name(),
                    layer.weights(),
                    layer.differ(),
                    layer.differ(),
                    layer.unreached().stream().map(SynapticReading::words).toList()));
            layer.reads().forEach(reading -> quantities.put(reading, facts(reading)));
            layer.unread()
                    .forEach(reading ->
                            quantities.putIfAbsent(reading, new QuantityFacts(reading.words(), "", 0, Double.NaN)));
        }
        return new RuleFacts(
                ExperimentFile.name(audited.learning().method()),
                "basal dendrites",
                layers,
                List.copyOf(quantities.values()));
    }

    /** What is kept from an earlier phase is kept for as long as the presentation lasts; there is no time in which that could be measured. */
    private QuantityFacts facts(SynapticReading reading) {
        boolean kept = theory.earlier().contains(reading.quantity());
        return new QuantityFacts(
                reading.words(),
                kept ? "kept from an earlier phase" : "as it is",
                kept ? Double.POSITIVE_INFINITY : 0,
                Double.NaN);
    }
}
