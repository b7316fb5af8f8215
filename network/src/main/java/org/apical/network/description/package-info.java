/**
 * What a network is, whatever it is run as.
 *
 * <table>
 * <caption>Map (physics.md 1, 4)</caption>
 * <tr><th>what</th><th>class</th><th>test</th></tr>
 * <tr><td>a chain of layers, sources, lateral and recurrent projections</td><td>{@link org.apical.network.description.NetworkDescription}</td><td>PathwaysTest, NetworkWeightsTest</td></tr>
 * <tr><td>W, b, Q, Q_i = (W_L ... W_{i+1})^T in abstract units</td><td>{@link org.apical.network.description.NetworkWeights}</td><td>NetworkWeightsTest</td></tr>
 * <tr><td>winner-take-all in a layer, plastic lateral synapses</td><td>{@link org.apical.network.description.Competition}, {@link
 * org.apical.network.description.ProjectionDescription#lateral}</td><td>CompetitionTest, LateralNetworkTest</td></tr>
 * <tr><td>the same as pA per Hz or pA per spike, source by source</td><td>{@link org.apical.network.description.SynapticWeights}, {@link org.apical.network.description.SynapseMatrix}</td><td>SpikeDeliveryTest, round trips in GradedNetworkTest, SpikingNetworkTest</td></tr>
 * </table>
 */
package org.apical.network.description;
