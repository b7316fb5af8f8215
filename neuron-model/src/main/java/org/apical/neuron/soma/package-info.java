/**
 * What leaves the soma (physics.md 4), one type each.
 *
 * <table>
 * <caption>Equation map</caption>
 * <tr><th>output</th><th>class</th><th>test</th></tr>
 * <tr><td>nu = rho(V_s)</td><td>{@link org.apical.neuron.soma.Graded}</td><td>NeuronPopulationTest</td></tr>
 * <tr><td>spikes of intensity rho(V_s)</td><td>{@link org.apical.neuron.soma.EscapeNoise}, {@link
 * org.apical.neuron.soma.AfterSpike}</td><td>EscapeNoiseTest</td></tr>
 * <tr><td>V_th, V_reset, t_ref</td><td>{@link org.apical.neuron.soma.LeakyIntegrateAndFire}</td><td>NeuronPopulationTest</td></tr>
 * <tr><td>exponential spike current, w</td><td>{@link org.apical.neuron.soma.AdaptiveExponential}</td><td>JudgeTest</td></tr>
 * </table>
 */
package org.apical.neuron.soma;
