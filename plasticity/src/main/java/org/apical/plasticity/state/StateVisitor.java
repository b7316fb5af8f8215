package org.apical.plasticity.state;

import java.util.List;
import java.util.function.Function;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.network.description.OwnPathway;

/**
 * Goes through the state of something that learns, to keep it or to put it back. What learns shows its state by one method for both, so that the two cannot drift apart. Names are unique within
 * what is visited; what has been put back is of the shape that is there, or is refused.
 */
public interface StateVisitor {
    /** Numbers of any kind, kept, or modified to what was kept. */
    void numbers(String name, double[] values);

    /**
     * A whole number, of magnitude below 2^53.
     *
     * @return what it is to be from now on: itself, or what was kept
     */
    long count(String name, long value);

    /**
     * A list that grows: kept, or cleared and filled with what was kept.
     *
     * @param row the numbers of an element, of every one as many
     * @param element made of its numbers
     */
    <T> void rows(String name, List<T> list, Function<T, double[]> row, Function<double[], T> element);

    /** The same, with names of its own below a name. */
    StateVisitor in(String name);

    /** All weights of a network; which synapses exist is no state. */
    default void weights(NetworkDescription network, NetworkWeights weights) {
        for (int l = 0; l < network.layers(); l++) {
            numbers("forward/" + l, weights.forward(l));
            numbers("bias/" + l, weights.bias(l));
            numbers("feedback/" + l, weights.feedback(l));
        }
        for (OwnPathway pathway : weights.own()) {
            for (int l = 0; l < network.layers(); l++) {
                numbers(pathway.name() + "/" + l, weights.own(pathway, l));
                numbers(pathway.name() + " bias/" + l, weights.ownBias(pathway, l));
            }
        }
        for (int k = 0; k < network.others().size(); k++) {
            numbers("other/" + k, weights.other(k));
        }
    }
}
