/**
 * A population on its own in time: the loop, what drives it, and what watches it. Tests: NeuronSimulationTest, RecorderTest.
 */
package org.apical.neuron.simulation;
