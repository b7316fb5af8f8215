package org.apical.plasticity.theory;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.network.description.OwnPathway;
import org.apical.plasticity.training.Samples;
import org.apical.plasticity.update.WeightUpdate;

/**
 * What the synapses of a theory read, measured: with NaN in everything that they do not declare, their change has to have the same bits, and NaN in each thing that they declare has to reach it.
 *
 * @param samples a block of a batch
 */
public record SynapticProbe(SynapticTheory theory, NetworkWeights weights, Samples samples) {

    /**
     * Synapses onto a layer.
     *
     * @param weights that were compared, biases, backward and feedback weights counted in
     * @param differ of those, how many changed otherwise
     * @param reads what they declare
     * @param unreached of that, what did not reach their change
     * @param unread what else exists at them
     */
    public record Locality(
            long weights,
            long differ,
            List<SynapticReading> reads,
            List<SynapticReading> unreached,
            List<SynapticReading> unread) {
        public Locality {
            reads = List.copyOf(reads);
            unreached = List.copyOf(unreached);
            unread = List.copyOf(unread);
        }
    }

    /** All layers. */
    public List<Locality> layers() {
        List<BatchActivity> moments = new ArrayList<>();
        theory.present(
                weights, samples, samples.size(), 0, now -> moments.add(now.only((quantity, population) -> true)));
        List<Locality> layers = new ArrayList<>();
        for (int l = 0; l < theory.network.layers(); l++) {
            layers.add(of(l, moments));
        }
        return layers;
    }

    private Locality of(int layer, List<BatchActivity> moments) {
        List<SynapticReading> reads = theory.reads(layer).stream()
                .sorted(Comparator.comparing(SynapticReading::words))
                .toList();
        double[] live = change(layer, moments, weights);
        List<BatchActivity> own = only(
                moments,
                (quantity, population) -> population == layer && reads.contains(SynapticReading.pre(quantity))
                        || population == layer + 1 && reads.contains(SynapticReading.post(quantity)));
        double[] alone = change(layer, own, ofLayer(layer, reads));
        long differ = 0;
        for (int k = 0; k < live.length; k++) {
            differ += Double.doubleToRawLongBits(live[k]) == Double.doubleToRawLongBits(alone[k]) ? 0 : 1;
        }
        List<SynapticReading> unreached = reads.stream()
                .filter(reading ->
                        Arrays.stream(without(reading, layer, moments)).noneMatch(Double::isNaN))
                .toList();
        Stream<SynapticReading> exists = moments.stream()
                .flatMap(now -> now.quantities().stream()
                        .flatMap(quantity -> Stream.concat(
                                now.has(quantity, layer) ? Stream.of(SynapticReading.pre(quantity)) : Stream.of(),
                                now.has(quantity, layer + 1)
                                        ? Stream.of(SynapticReading.post(quantity))
                                        : Stream.of())))
                .distinct();
        Stream<SynapticReading> ofSynapse = weights.backward(layer).length > 0
                ? Stream.of(SynapticReading.WEIGHT, SynapticReading.RECIPROCAL_WEIGHT)
                : Stream.of(SynapticReading.WEIGHT);
        List<SynapticReading> unread = Stream.concat(exists, ofSynapse)
                .filter(reading -> !reads.contains(reading))
                .toList();
        return new Locality(live.length, differ, reads, unreached, unread);
    }

    /** NaN in one reading alone. */
    private double[] without(SynapticReading reading, int layer, List<BatchActivity> moments) {
        if (reading.site() == SynapticReading.Site.SYNAPSE) {
            NetworkWeights poisoned = weights.copy();
            Arrays.fill(
                    reading.equals(SynapticReading.WEIGHT) ? poisoned.forward(layer) : poisoned.backward(layer),
                    Double.NaN);
            return change(layer, moments, poisoned);
        }
        int at = reading.site() == SynapticReading.Site.PRESYNAPTIC ? layer : layer + 1;
        return change(
                layer,
                only(moments, (quantity, population) -> population != at || !quantity.equals(reading.quantity())),
                weights);
    }

    /** NaN in all weights but those of the synapses themselves that they declare. */
    private NetworkWeights ofLayer(int layer, List<SynapticReading> reads) {
        NetworkWeights poisoned = weights.copy();
        NetworkDescription network = theory.network;
        for (int l = 0; l < network.layers(); l++) {
            if (l != layer || !reads.contains(SynapticReading.WEIGHT)) {
                Arrays.fill(poisoned.forward(l), Double.NaN);
            }
            if (l != layer || !reads.contains(SynapticReading.RECIPROCAL_WEIGHT)) {
                Arrays.fill(poisoned.backward(l), Double.NaN);
            }
            for (OwnPathway pathway : poisoned.own()) {
                if (!pathway.equals(OwnPathway.BACKWARD)) {
                    Arrays.fill(poisoned.own(pathway, l), Double.NaN);
                }
            }
            Arrays.fill(poisoned.bias(l), Double.NaN);
            Arrays.fill(poisoned.feedback(l), Double.NaN);
        }
        return poisoned;
    }

    private static List<BatchActivity> only(List<BatchActivity> moments, BatchActivity.Keeps keeps) {
        return moments.stream().map(now -> now.only(keeps)).toList();
    }

    private double[] change(int layer, List<BatchActivity> moments, NetworkWeights with) {
        WeightUpdate update = theory.none();
        for (BatchActivity now : moments) {
            theory.change(new SynapseActivity(layer, now, with, theory.reads(layer)), samples.size(), update);
        }
        Stream<double[]> own = update.own().stream()
                .map(pathway -> update.own(pathway).orElseThrow())
                .flatMap(of -> Stream.of(of.forward(layer), of.bias(layer)));
        Stream<double[]> feedback = update.feedback().map(q -> q.feedback(layer)).stream();
        return Stream.of(Stream.of(update.forward(layer), update.bias(layer)), own, feedback)
                .flatMap(arrays -> arrays)
                .flatMapToDouble(Arrays::stream)
                .toArray();
    }
}
