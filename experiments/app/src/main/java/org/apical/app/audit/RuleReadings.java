package org.apical.app.audit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.apical.app.audit.RuleFacts.LayerLocality;
import org.apical.app.audit.RuleFacts.QuantityFacts;
import org.apical.network.synapse.Quantity;
import org.apical.network.synapse.Reading;
import org.apical.plasticity.rule.LocalReader;

/**
 * Measures what a rule reads, on recordings of its synapses.
 *
 * @param <R> rules of such synapses
 */
abstract class RuleReadings<R extends LocalReader> {
    private final AuditedNetwork audited;
    private final VariantRun run;
    private final IntFunction<R> rules;

    /** @param rules of the layers of a run */
    RuleReadings(AuditedNetwork audited, Function<VariantRun, IntFunction<R>> rules) {
        this.audited = audited;
        this.run = audited.run();
        this.rules = rules.apply(run);
    }

    final AuditedNetwork audited() {
        return audited;
    }

    /** The network as it is described. */
    final VariantRun run() {
        return run;
    }

    /** The rule of a layer. */
    final R rule(int layer) {
        return rules.apply(layer);
    }

    /**
     * What the change of each layer's weights depends on that is not at its synapses.
     *
     * @param recordings of the layers
     * @param live the change of a layer in the running network
     */
    final List<LayerLocality> localities(List<? extends Recording<R>> recordings, IntFunction<double[]> live) {
        List<LayerLocality> layers = new ArrayList<>();
        for (int l = 0; l < recordings.size(); l++) {
            layers.add(locality(audited.network().chain().get(l).name(), recordings.get(l), rule(l), live.apply(l)));
        }
        return layers;
    }

    private LayerLocality locality(String name, Recording<R> recording, R rule, double[] live) {
        double[] alone = recording.replay(rule);
        EnumSet<Quantity> undeclared = EnumSet.copyOf(recording.exists());
        rule.quantities().forEach(q -> undeclared.removeAll(recording.names(q)));
        List<String> unreached = new ArrayList<>();
        for (Quantity quantity : rule.quantities()) {
            double[] change = recording.replay(rule, recording.names(quantity));
            if (Arrays.stream(change).noneMatch(Double::isNaN)) {
                unreached.add(AuditWords.of(quantity));
            }
        }
        return new LayerLocality(
                name,
                recording.weights(),
                different(alone, live),
                different(recording.replay(rule, undeclared), alone),
                unreached);
    }

    /** Elements that are not the same bits. */
    static long different(double[] x, double[] y) {
        long count = 0;
        for (int k = 0; k < x.length; k++) {
            count += Double.doubleToRawLongBits(x[k]) == Double.doubleToRawLongBits(y[k]) ? 0 : 1;
        }
        return count;
    }

    /** What is read of everything that exists there, and how far back. */
    final List<QuantityFacts> quantities(Recording<R> recording, R rule, ReadingWindow.Replay replay) {
        ReadingWindow window = new ReadingWindow(recording.length(), audited.dtMs(), replay);
        List<QuantityFacts> facts = new ArrayList<>();
        for (Quantity quantity : recording.exists()) {
            List<Reading> readings = rule.reads().stream()
                    .filter(r -> r.quantity() == quantity)
                    .sorted(Comparator.comparingDouble(Reading::windowMs))
                    .toList();
            double declared =
                    readings.stream().mapToDouble(Reading::windowMs).max().orElse(0);
            // what is kept from the start has no window
            boolean measured =
                    !readings.isEmpty() && !recording.constants().contains(quantity) && Double.isFinite(declared);
            double felt = measured
                    ? window.measure(
                            recording.names(quantity), declared, recording.isPotential(quantity) ? recording.unit() : 1)
                    : Double.NaN;
            facts.add(new QuantityFacts(AuditWords.of(quantity), AuditWords.of(readings), declared, felt));
        }
        return facts;
    }
}
