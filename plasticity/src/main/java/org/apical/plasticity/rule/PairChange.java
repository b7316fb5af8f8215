package org.apical.plasticity.rule;

import org.apical.network.synapse.SynapseView;
import org.apical.neuron.kernel.MatrixProduct;

/** Sum over steps and lanes of e_i x_j, e an error of the postsynaptic unit and x the presynaptic trace. */
sealed interface PairChange permits PlainChange, SpikeDrivenChange {

    /** By what is cheaper where the trace moves as it does. */
    static PairChange of(SynapseView view, MatrixProduct product) {
        return view.pre().decay() == null ? new PlainChange(view, product) : new SpikeDrivenChange(view, product);
    }

    /** Zero. */
    void begin();

    /**
     * Adds e x^T of one step.
     *
     * @param error e, [unit][lane]; null: none, but time passes
     */
    void step(double[] error);

    /**
     * dW := dW + factor sum; afterwards only {@link #begin} makes sense.
     *
     * @param dW (units x sources)
     */
    void addTo(double[] dW, double factor);
}
