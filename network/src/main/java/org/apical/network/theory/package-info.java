/**
 * Theory of the controlled network, in abstract units: one sample at a time with EJML inside, or the steady state of a block of lanes by dense products.
 *
 * <table>
 * <caption>Equation map (physics.md 2)</caption>
 * <tr><th>equation</th><th>class</th><th>test</th></tr>
 * <tr><td>J_i = dr_L/dv_i, conditions 1 and 2, null-space share, A_PI</td><td>{@link org.apical.network.theory.LinearisedNetwork}</td><td>recorded cases, LinearisedNetworkTest</td></tr>
 * <tr><td>u_ss, Newton on r_L* - r_L(u) = alpha u</td><td>{@link org.apical.network.theory.SteadyState}</td><td>SteadyStateOfRecordingsTest (residual, limit of the dynamics), SteadyStateTest</td></tr>
 * <tr><td>13.1: L(z) = C z^-d sum_i p_i J_i Q_i, its eigenloci and margins</td><td>{@link org.apical.network.theory.LoopMargin}</td><td>LoopMarginTest (closed forms, simulated loops of F1, F2, F3)</td></tr>
 * <tr><td>13.2: dv_l/dxi_k = N_lk - S_l G phi'_L N_Lk, e = (I + C q^d phi'_L S_L)^-1 r_L*</td><td>{@link org.apical.network.theory.LoopResponse}</td><td>LoopResponseTest (simulations of F1, F2, F3; SpikeScatter)</td></tr>
 * <tr><td>5.7: Var xi = nu / (nu_1^2 N T) and the response of v under control</td><td>{@link org.apical.network.theory.SpikeScatter}</td><td>SpikeScatterTest (Newton's method)</td></tr>
 * <tr><td>u_ss and Newton for a block of lanes; J Q by S_i = W_i diag(phi'_{i-1}) S_{i-1} + Q_i</td><td>{@link org.apical.network.theory.AnalyticBatch}</td><td>AnalyticBatchTest (equal to SteadyState)</td></tr>
 * <tr><td>7: psi = J(v)^T u, alpha u = e; dH/dW_i = -psi_i r_{i-1}^T; |(I - P_J) psi| / |psi|</td><td>{@link org.apical.network.theory.OptimalControl}, {@link
 * org.apical.network.theory.LinearisedNetwork#outsideRowSpace}</td><td>OptimalControlTest (conditions of the problem, finite differences)</td></tr>
 * <tr><td>7: inversion dynamics linearised in (v, psi, u)</td><td>{@link org.apical.network.theory.InversionLoop}</td><td>InversionLoopTest (cubic of one layer, rate of a simulation)</td></tr>
 * </table>
 */
package org.apical.network.theory;
