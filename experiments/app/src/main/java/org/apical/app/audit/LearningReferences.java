package org.apical.app.audit;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.DoubleFunction;
import org.apical.network.description.NetworkWeights;
import org.apical.plasticity.reference.Backpropagation;
import org.apical.plasticity.reference.GaussNewton;
import org.apical.plasticity.reference.MinimumNorm;
import org.apical.plasticity.reference.NonLocal;
import org.apical.plasticity.reference.ReferenceProbe;
import org.apical.plasticity.training.Samples;
import org.apical.plasticity.update.WeightUpdate;

/** Cosines of an update that a batch asks for to what theories of learning ask for on the same batch with the same weights; where these are damped, by alpha of the controller. */
record LearningReferences(AuditedNetwork audited) {

    /** A theory. */
    enum Reference {
        /** Minus the gradient of the loss. */
        BACKPROP("backprop", damping -> new Backpropagation()),
        /** The smallest change of weights that moves the output by the nudge. */
        GAUSS_NEWTON("Gauss–Newton", GaussNewton::new),
        /** The smallest change of potentials that does. */
        MINIMUM_NORM("minimum norm", MinimumNorm::new);

        private final String label;
        private final DoubleFunction<NonLocal> theory;

        Reference(String label, DoubleFunction<NonLocal> theory) {
            this.label = label;
            this.theory = theory;
        }

        /** Its name. */
        String label() {
            return label;
        }

        /** Its name in measures. */
        String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

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
                WeightUpdate wanted = probe.update(reference.theory.apply(damping), weights);
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
