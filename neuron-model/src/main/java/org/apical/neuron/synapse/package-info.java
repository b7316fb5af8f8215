/**
 * What ends on a compartment (physics.md 4): one type each for constant currents, exponential currents, exponential conductances and NMDA.
 *
 * <table>
 * <caption>Equation map</caption>
 * <tr><th>equation</th><th>class</th><th>test</th></tr>
 * <tr><td>I constant over a step</td><td>{@link org.apical.neuron.synapse.InjectedCurrent}</td><td>JudgeTest</td></tr>
 * <tr><td>dI/dt = -I/tau</td><td>{@link org.apical.neuron.synapse.CurrentSynapse}</td><td>JudgeTest</td></tr>
 * <tr><td>dg/dt = -g/tau, -g (V - E)</td><td>{@link org.apical.neuron.synapse.ConductanceSynapse}</td><td>JudgeTest</td></tr>
 * <tr><td>-g B(V) (V - E), Jahr and Stevens 1990</td><td>{@link org.apical.neuron.synapse.NmdaSynapse}</td><td>JudgeTest</td></tr>
 * </table>
 */
package org.apical.neuron.synapse;
