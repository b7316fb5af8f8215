/**
 * Units of a network as populations of N neurons: layers of {@link org.apical.neuron.population.SpikingPopulation}.
 *
 * <table>
 * <caption>Equation map</caption>
 * <tr><th>unit</th><th>class</th><th>test</th></tr>
 * <tr><td>escape noise without reset: N neurons share their potentials</td><td>{@link
 * org.apical.neuron.population.EscapeNoisePopulation}</td><td>EscapeNoisePopulationTest</td></tr>
 * <tr><td>N neurons one by one, with private noise</td><td>{@link
 * org.apical.neuron.population.IndividualPopulation}</td><td>IndividualPopulationTest</td></tr>
 * <tr><td>neurons that differ from that of their layer, by unit (physics.md 5.10)</td><td>{@link org.apical.neuron.population.Scatter}, {@link
 * org.apical.neuron.population.UnitNeuron}</td><td>ScatterTest, ScatteredNetworkTest</td></tr>
 * <tr><td>conductances under Dale's law, linearised at v = 0 (physics.md 5.8)</td><td>{@link
 * org.apical.neuron.population.DendriteSynapses.Conductances}</td><td>ConductanceNetworkTest</td></tr>
 * <tr><td>sum of g (E - V) = 0: steady states with conductances (physics.md 5.8)</td><td>{@code SteadyConductances}</td><td>ConductanceNetworkTest, MappedSteadyStatesTest</td></tr>
 * </table>
 */
package org.apical.neuron.population;
