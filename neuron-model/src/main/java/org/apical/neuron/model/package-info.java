/**
 * The complete neuron and a population of it: {@link org.apical.neuron.model.NeuronModel} says what a neuron is, {@link
 * org.apical.neuron.model.Stepping} how time advances, {@link org.apical.neuron.model.NeuronPopulation} holds the state and takes the steps. The
 * order of operations inside a step is documented there, once.
 *
 * <table>
 * <caption>Schemes ({@link org.apical.neuron.model.Integration})</caption>
 * <tr><th>scheme</th><th>order in dt</th><th>for</th><th>class</th><th>test</th></tr>
 * <tr><td>exact propagator</td><td>exact</td><td>current synapses, somata passive between spikes</td><td>ExactStepper</td><td>JudgeTest</td></tr>
 * <tr><td>implicit tree (Hines)</td><td>2 between spikes; 1, monotone, where the step does not resolve a conductance</td><td>any synapses, somata passive between spikes</td><td>ImplicitTreeStepper</td><td>ConvergenceTest, StiffConductancesTest</td></tr>
 * <tr><td>Runge–Kutta</td><td>4 between spikes, 1 across them (spikes fall on the grid)</td><td>everything</td><td>RungeKuttaStepper</td><td>ConvergenceTest</td></tr>
 * <tr><td>Runge–Kutta in parts</td><td>4 up to dt A/C = 8, then monotone</td><td>neurons with a conductance that is fast against the step (physics.md 12)</td><td>StiffNeurons</td><td>StiffConductancesTest</td></tr>
 * </table>
 *
 * All three are held to recordings of other simulators by {@code apical replay}.
 */
package org.apical.neuron.model;
