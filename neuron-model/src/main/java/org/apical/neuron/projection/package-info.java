/**
 * Spikes onto inputs: weights of either sign or under Dale's law ({@link org.apical.neuron.projection.Weights}), with a delay in steps ({@link
 * org.apical.neuron.projection.Projection}). Test: ProjectionTest.
 */
package org.apical.neuron.projection;
