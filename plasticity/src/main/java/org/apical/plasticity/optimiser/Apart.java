package org.apical.plasticity.optimiser;

import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.plasticity.state.StateVisitor;
import org.apical.plasticity.update.WeightUpdate;

/**
 * One optimiser for the chain, another one for the plastic projections outside of it: each is given updates in which nothing else is to change. Neither may change what has no direction and
 * never had one, so weight decay goes round this, not inside.
 */
public final class Apart implements Optimiser {
    private final Optimiser chain;
    private final Optimiser others;
    private final WeightUpdate ofChain;
    private final WeightUpdate ofOthers;

    public Apart(Optimiser chain, Optimiser others, NetworkDescription network) {
        this.chain = chain;
        this.others = others;
        this.ofChain = new WeightUpdate(network);
        this.ofOthers = new WeightUpdate(network);
    }

    @Override
    public void step(NetworkWeights weights, WeightUpdate direction) {
        for (int l = 0; l < direction.layers(); l++) {
            copy(direction.forward(l), ofChain.forward(l));
            copy(direction.bias(l), ofChain.bias(l));
        }
        for (int k = 0; k < direction.others(); k++) {
            copy(direction.other(k), ofOthers.other(k));
        }
        chain.step(weights, ofChain);
        others.step(weights, ofOthers);
    }

    @Override
    public void state(StateVisitor visitor) {
        chain.state(visitor.in("chain"));
        others.state(visitor.in("others"));
    }

    private static void copy(double[] from, double[] to) {
        System.arraycopy(from, 0, to, 0, to.length);
    }
}
