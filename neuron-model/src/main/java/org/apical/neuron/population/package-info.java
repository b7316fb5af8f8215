/**
 * Spiking populations: somatic output of physics.md 4 on the compartments of {@link org.apical.neuron.compartment}.
 *
 * <table>
 * <caption>Equation map</caption>
 * <tr><th>somatic output</th><th>class</th><th>test</th></tr>
 * <tr><td>escape noise, rho(V_s)</td><td>{@link org.apical.neuron.population.EscapeNoisePopulation}</td><td>EscapeNoisePopulationTest</td></tr>
 * <tr><td>LIF, V_th, V_reset, t_ref</td><td>{@link org.apical.neuron.population.LifPopulation}</td><td>LifPopulationTest</td></tr>
 * </table>
 */
package org.apical.neuron.population;
