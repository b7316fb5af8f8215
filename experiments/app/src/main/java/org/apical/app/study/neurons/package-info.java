/**
 * The study {@code neurons}: what of a neuron learning depends on. {@link org.apical.app.study.neurons.Sweep} says what is changed, {@link org.apical.app.study.neurons.NeuronsPlan} over which values.
 * Equations: physics.md 5.2, 5.8. Tests: NeuronsStudyTest.
 */
package org.apical.app.study.neurons;
