package org.apical.network.dynamics;

/** The input of a network over a block of lanes, [unit][lane]. */
public interface InputSource extends Emitter {
    @Override
    default boolean onItsOwn() {
        return true;
    }

    /** Takes the rates of a presentation and enters the steady state under them: what is transmitted is its expectation. */
    void begin(Presentation presentation);

    /** One time step. */
    void advance();

    /**
     * Goes on from where lanes of another input of the same kind are: this lane k from its lane {@code lanes[k]}.
     *
     * @throws UnsupportedOperationException if the state of a lane is more than numbers that can be copied (random streams)
     */
    default void take(InputSource from, int[] lanes) {
        throw new UnsupportedOperationException(getClass().getSimpleName() + " cannot take over single lanes");
    }

    /** What the first layer's synapses keep of it (dimensionless rates); the live array. */
    double[] trace();

    /** Whether the trace stays the same during a presentation. */
    boolean constant();

    /** Whether what is transmitted stays the same, too. */
    default boolean steady() {
        return constant();
    }
}
