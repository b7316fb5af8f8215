/**
 * Theory of the controlled network, one sample at a time, in abstract units; EJML inside.
 *
 * <table>
 * <caption>Equation map (physics.md 2)</caption>
 * <tr><th>equation</th><th>class</th><th>test</th></tr>
 * <tr><td>J_i = dr_L/dv_i, condition 2, A_PI</td><td>{@link org.apical.network.theory.LinearisedNetwork}</td><td>recorded cases, LinearisedNetworkTest</td></tr>
 * <tr><td>u_ss, Newton on r_L* - r_L(u) = alpha u</td><td>{@link org.apical.network.theory.SteadyState}</td><td>SteadyStateOfRecordingsTest (residual, limit of the dynamics), SteadyStateTest</td></tr>
 * </table>
 */
package org.apical.network.theory;
