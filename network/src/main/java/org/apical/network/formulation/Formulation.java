package org.apical.network.formulation;

import java.util.List;
import java.util.Optional;
import org.apical.network.control.ControllerDescription;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.network.description.SynapticWeights;
import org.apical.network.dynamics.ApicalDendrite;
import org.apical.network.dynamics.ControlledChain;
import org.apical.network.dynamics.Simulation;
import org.apical.network.dynamics.Timing;
import org.apical.neuron.compartment.LinearFilter;

/** A way to run a network: abstract rates (F1), graded compartments (F2) or spikes (F3). Immutable. */
public sealed interface Formulation permits RateFormulation, GradedFormulation, SpikingFormulation {

    /** F1, F2 or F3. */
    String id();

    /** What it is, in words: "abstract rates", "graded compartments" or "spiking compartments". */
    String title();

    /** Whether units are populations of neurons that spike. */
    boolean spikes();

    /** The network it runs. */
    NetworkDescription network();

    /** Time of a presentation. */
    Timing timing();

    /** What drives the output to its target. */
    ControllerDescription controller();

    /** How feedback reaches the apical dendrites, one a layer. */
    List<ApicalDendrite> apical();

    /** The time constants that a signal passes on its way through one layer (ms), in the order in which it does. */
    List<Double> lagsMs(int layer);

    /** What drive from the layer below, or the input, passes in a neuron before it moves the soma. */
    LinearFilter forwardFilter(int layer);

    /** What control passes in a neuron of a layer, counted from 0, before it moves the soma. */
    LinearFilter feedbackFilter(int layer);

    /** Whether the controller projects to every layer itself, Q_i u. */
    default boolean directFeedback() {
        return true;
    }

    /** The loop through controller and layers; nothing where there is no theory of it: no law, no plain chain, feedback that is not direct. */
    default Optional<ControlLoop> loop() {
        return controller()
                .law()
                .filter(law -> network().isPlainChain() && directFeedback())
                .map(law -> ControlLoop.of(this, law));
    }

    /** Its controlled phase as a differential equation; nothing where it is none, or where there is no method for it but steps. */
    default Optional<ControlledChain> differential() {
        return Optional.empty();
    }

    /** The same under another timing. */
    Formulation withTiming(Timing timing);

    /** The same under another controller. */
    Formulation withController(ControllerDescription other);

    /**
     * The same with other apical dendrites.
     *
     * @param dendrites one a layer
     */
    Formulation withApical(List<ApicalDendrite> dendrites);

    /** Maps abstract weights to this formulation (physics.md 5.1). */
    SynapticWeights map(NetworkWeights weights);

    /** Maps weights of this formulation back to abstract ones: the inverse of {@link #map}. */
    NetworkWeights abstractWeights(SynapticWeights weights);

    /** Within which bounds the potentials of a layer, counted from 0, mean anything. */
    PotentialBounds potentialBounds(int layer);

    /** A simulation of the network over a block of lanes. */
    Simulation simulation(int lanes);
}
