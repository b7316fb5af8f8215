package org.apical.plasticity.state;

/** What shows its numbers to a {@link StateVisitor}. */
public interface HasState {
    /** Shows its numbers, modified where they are put back. */
    void state(StateVisitor visitor);
}
