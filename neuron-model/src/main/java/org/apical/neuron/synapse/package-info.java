/**
 * What ends on a compartment (physics.md 4): one type each for constant currents, exponential currents, exponential conductances, NMDA, and what the neuron's own spikes bring about.
 *
 * <table>
 * <caption>Equation map</caption>
 * <tr><th>equation</th><th>class</th><th>test</th></tr>
 * <tr><td>I constant over a step</td><td>{@link org.apical.neuron.synapse.InjectedCurrent}</td><td>JudgeTest</td></tr>
 * <tr><td>dI/dt = -I/tau</td><td>{@link org.apical.neuron.synapse.CurrentSynapse}</td><td>JudgeTest</td></tr>
 * <tr><td>dg/dt = -g/tau, -g (V - E)</td><td>{@link org.apical.neuron.synapse.ConductanceSynapse}</td><td>JudgeTest</td></tr>
 * <tr><td>-g B(V) (V - E), Jahr and Stevens 1990</td><td>{@link org.apical.neuron.synapse.NmdaSynapse}</td><td>JudgeTest</td></tr>
 * <tr><td>-g f(V) (V - E), g := g_max at own spikes, after Naud and Sprekeler 2018</td><td>{@link org.apical.neuron.synapse.CalciumConductance}</td><td>ApicalEventTest, JudgeTest, StiffConductancesTest</td></tr>
 * <tr><td>-g (V - E), g := g + Delta_g at own spikes</td><td>{@link org.apical.neuron.synapse.AfterSpikeConductance}</td><td>ApicalEventTest, JudgeTest</td></tr>
 * <tr><td>release u x, depression and facilitation, Tsodyks, Pawelzik and Markram 1998</td><td>{@link org.apical.neuron.synapse.ShortTermPlasticity}</td><td>ShortTermPlasticityTest</td></tr>
 * </table>
 */
package org.apical.neuron.synapse;
