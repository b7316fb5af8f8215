package org.apical.neuron.synapse;

/** A current (pA) that is constant over a step and holds until it is set anew: bias, an electrode, an ideal controller. */
public record InjectedCurrent(String name, String site) implements Input {
    @Override
    public double decayPerMs() {
        return 0;
    }

    @Override
    public Input held() {
        return this;
    }

    @Override
    public String unit() {
        return "pA";
    }
}
