package org.apical.network.dynamics;

import java.util.Optional;
import org.apical.network.synapse.Postsynaptic;
import org.apical.neuron.compartment.CompartmentState;
import org.apical.neuron.population.InputCurrents;
import org.apical.neuron.population.SpikingPopulation;

/** One layer over a block of lanes; all arrays [unit][lane]. Not thread-safe. */
public interface Layer extends Emitter {

    /** Units of the layer. */
    int units();

    /** Numbers that arrive at the basal dendrites, for each lane: one a unit; onto conductances two, for all units what excites them, then what inhibits them. */
    default int basalTargets() {
        return units();
    }

    /** The same of the apical dendrites; where it is two a unit, control comes apart from it, as one signed number. */
    default int apicalTargets() {
        return units();
    }

    /** Installs the constant basal input of each unit (mapped bias) and the random streams of a presentation. */
    void begin(double[] bias, Presentation presentation);

    /**
     * Enters the feedforward steady state; spiking layers that of their mean input, from which their fluctuations set in.
     *
     * @param drive what the presynaptic units send to the basal dendrites
     * @param apicalDrive what they send to the apical dendrites
     */
    void settle(double[] drive, double[] apicalDrive);

    /** The synaptic currents to which arriving spikes are added; null for layers in which what arrives acts in its own step only. */
    default InputCurrents synapticCurrents() {
        return null;
    }

    /**
     * One time step.
     *
     * @param drive what arrives at the basal dendrites: abstract drive, pA, or the synaptic currents, arriving spikes added
     * @param apicalDrive what arrives at the apical dendrites: abstract feedback, pA, or the synaptic currents, arriving spikes added
     * @param injected what control does to the apical dendrites over the step (pA), for layers whose apical synapses take spikes or are conductances; others find all
     *     in {@code apicalDrive}
     */
    void advance(double[] drive, double[] apicalDrive, double[] injected);

    /**
     * The units compete ({@link org.apical.network.description.Competition}): after each step, and where the free phase begins.
     *
     * @param controlled whether the controller acts
     */
    default void compete(boolean controlled) {}

    /** Whether its units are abstract numbers, not neurons with potentials in mV. */
    default boolean abstractUnits() {
        return false;
    }

    /** Potentials of its neurons (mV), one by one; nothing of abstract units. For observers. */
    default Optional<CompartmentState> compartments() {
        return Optional.empty();
    }

    /** The neurons that spike; nothing where none do. For observers. */
    default Optional<SpikingPopulation> spiking() {
        return Optional.empty();
    }

    /** What {@link #transmitted} holds where r = 0. */
    default double transmittedAtZero() {
        return 0;
    }

    /**
     * Goes on from where lanes of another layer of the same kind are: this lane k from its lane {@code lanes[k]}.
     *
     * @throws UnsupportedOperationException if the state of a lane is more than numbers that can be copied (random streams)
     */
    default void take(Layer from, int[] lanes) {
        throw new UnsupportedOperationException(getClass().getSimpleName() + " cannot take over single lanes");
    }

    /** The free phase is over: noise that belongs to the controlled phase sets in. */
    void beginControl();

    /** The same as dimensionless rates r; the live array, filled when asked for. */
    double[] output();

    /** What the next layer's synapses keep of it: rates, or low-passed spikes as rates; the live array. */
    double[] trace();

    /** The apical compartment: mV, or the abstract v^fb; the live array. For observers: basal synapses do not see it. */
    double[] apical();

    /** What a steady feedback of 1 does to {@link #apical()}: 1, or mV. */
    double apicalPerFeedback();

    /** Whether there is noise in the apical dendrites. */
    boolean dendriteFluctuates();

    /** Whether a spike resets somata: then their potential is not the one that drives them. */
    default boolean resets() {
        return false;
    }

    /** The postsynaptic side of the layer's basal synapses. */
    Postsynaptic postsynaptic();
}
