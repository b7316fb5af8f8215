/**
 * A population on its own in time ({@link org.apical.neuron.simulation.NeuronSimulation}): the loop, what drives it, and what watches it; and one whose neurons send spikes to each other, on several
 * threads ({@link org.apical.neuron.simulation.RecurrentSimulation}). Tests: NeuronSimulationTest, RecurrentSimulationTest, RecorderTest.
 */
package org.apical.neuron.simulation;
