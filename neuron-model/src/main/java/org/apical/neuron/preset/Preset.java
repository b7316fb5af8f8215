package org.apical.neuron.preset;

import java.util.List;
import org.apical.neuron.model.NeuronModel;

/**
 * A neuron with values from the literature.
 *
 * @param citation what it is taken from
 * @param note what a user should know before trusting it
 * @param numbers every number of the model, with its source
 */
public record Preset(String name, String citation, String note, NeuronModel model, List<Sourced> numbers) {}
