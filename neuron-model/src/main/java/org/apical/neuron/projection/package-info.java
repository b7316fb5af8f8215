/**
 * Spikes onto inputs.
 *
 * <table>
 * <caption>Equation map</caption>
 * <tr><th>synapses</th><th>class</th><th>test</th></tr>
 * <tr><td>all to all, one delay; weights of either sign or under Dale's law ({@link org.apical.neuron.projection.Weights})</td><td>{@link org.apical.neuron.projection.Projection}</td><td>ProjectionTest</td></tr>
 * <tr><td>those that exist, each with its own delay ({@link org.apical.neuron.projection.SparseWeights})</td><td>{@link org.apical.neuron.projection.SparseProjection}</td><td>SparseProjectionTest</td></tr>
 * </table>
 */
package org.apical.neuron.projection;
