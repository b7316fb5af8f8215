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
 * <tr><td>quadratic spike current; its f–I curve</td><td>{@link
 * org.apical.neuron.soma.QuadraticIntegrateAndFire}</td><td>QuadraticIntegrateAndFireTest</td></tr>
 * <tr><td>5.5: f–I curve of escape noise, with and without reset</td><td>{@link
 * org.apical.neuron.soma.EscapeFiCurve}</td><td>EscapeFiCurveTest</td></tr>
 * <tr><td>5.5: f–I curve of the LIF soma, on the grid, noise-free, Siegert</td><td>{@link
 * org.apical.neuron.soma.LifFiCurve}</td><td>LifFiCurveTest</td></tr>
 * </table>
 *
 * <p>What a soma is asked stands in {@link org.apical.neuron.soma.SomaticOutput}, and in {@link org.apical.neuron.soma.SomaticCurrent} for one that is not passive between
 * spikes; nobody asks for its class.
 */
package org.apical.neuron.soma;
