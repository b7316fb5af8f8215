package org.apical.app.audit;

import java.util.Arrays;
import org.apical.network.description.NetworkWeights;
import org.apical.plasticity.reference.Reference;
import org.apical.plasticity.reference.ReferenceProbe;
import org.apical.plasticity.training.Samples;
import org.apical.plasticity.update.WeightUpdate;

/** Cosines of an update that a batch asks for to what theories of learning ask for on the same batch with the same weights; where these are damped, by alpha of the controller. */
record LearningReferences(AuditedNetwork audited) {

    /** Numbers of a network without a theory. */
    static double[] none() {
        double[] none = new double[Reference.values().length];
        Arrays.fill(none, Double.NaN);
        return none;
    }

    /** Of all layers stacked, by {@link Reference}. */
    double[] total(NetworkWeights weights, WeightUpdate update) {
        return by(weights, update)[audited.network().layers()];
    }

    /** [layer, then all stacked][reference]; NaN where the network is no chain, or a reference is singular. */
    double[][] by(NetworkWeights weights, WeightUpdate update) {
        int layers = audited.network().layers();
        double[][] cosines = new double[layers + 1][];
        Arrays.setAll(cosines, l -> none());
        if (!audited.network().isPlainChain()) {
            return cosines;
        }
        Samples batch = audited.run().firstBatch();
        ReferenceProbe probe = new ReferenceProbe(
                audited.network(), batch.rates(), audited.learning().target().of(batch));
        double damping = audited.formulation().controller().steadyLeak().orElse(0);
        for (Reference reference : Reference.values()) {
            try {
                WeightUpdate wanted = probe.update(reference.damped(damping), weights);
                for (int l = 0; l < layers; l++) {
                    cosines[l][reference.ordinal()] = update.cosine(l, wanted);
                }
                cosines[layers][reference.ordinal()] = update.cosine(wanted);
            } catch (ArithmeticException singular) {
                // its numbers stay NaN
            }
        }
        return cosines;
    }
}
