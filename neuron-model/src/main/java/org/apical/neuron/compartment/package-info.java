/**
 * The passive neuron, a tree of compartments: parameters, state, steady state, and its exact integration.
 *
 * <table>
 * <caption>Equation map (physics.md)</caption>
 * <tr><th>equation</th><th>class</th><th>test</th></tr>
 * <tr><td>4: compartment equations, coupling, trees</td><td>{@link org.apical.neuron.compartment.PyramidalCell}</td><td>PyramidalCellTest</td></tr>
 * <tr><td>5: R = G^-1, kappa = R_sb/R_bb</td><td>{@link org.apical.neuron.compartment.TransferResistances}, {@link
 * org.apical.neuron.compartment.SteadyPotentials}</td><td>TransferResistancesTest</td></tr>
 * <tr><td>5.3: eigenvalues of C^-1 G</td><td>{@link org.apical.neuron.compartment.TimeConstants}</td><td>AssumptionsTest</td></tr>
 * <tr><td>4: exp(A dt), free and held soma</td><td>{@link org.apical.neuron.compartment.ExactPropagator}</td><td>IntegrationTest</td></tr>
 * <tr><td>5.1: C_d = 0</td><td>{@link org.apical.neuron.compartment.QuasiStaticDendrites}</td><td>IntegrationTest</td></tr>
 * <tr><td>13.1: response of the soma to a current of a frequency</td><td>{@link org.apical.neuron.compartment.LinearFilter}</td><td>LinearFilterTest</td></tr>
 * </table>
 */
package org.apical.neuron.compartment;
