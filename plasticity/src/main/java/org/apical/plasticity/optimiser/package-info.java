/**
 * Optimisers on directions of change d.
 *
 * <table>
 * <caption>Equation map (physics.md 8)</caption>
 * <tr><th>equation</th><th>class</th><th>test</th></tr>
 * <tr><td>m := mu m + d; W := W + eta m</td><td>{@link org.apical.plasticity.optimiser.MomentumSgd}</td><td>OptimiserTest</td></tr>
 * <tr><td>W := W + eta m^ / (sqrt(s^) + epsilon)</td><td>{@link org.apical.plasticity.optimiser.Adam}</td><td>OptimiserTest</td></tr>
 * <tr><td>d_l := d_l min(1, c / ||d_l||)</td><td>{@link org.apical.plasticity.optimiser.Clipped}</td><td>OptimiserWrapperTest</td></tr>
 * <tr><td>d := d - rho W</td><td>{@link org.apical.plasticity.optimiser.WeightDecay}</td><td>OptimiserWrapperTest</td></tr>
 * <tr><td>d_ij := d_ij - mean_j d_ij</td><td>{@link org.apical.plasticity.optimiser.Centred}</td><td>LateralOptimiserTest</td></tr>
 * <tr><td>the chain and what lies outside of it, apart</td><td>{@link org.apical.plasticity.optimiser.Apart}</td><td>LateralOptimiserTest</td></tr>
 * <tr><td>dS_i = (dW_i)^T - rho S_i beside dW_i - rho W_i</td><td>{@link org.apical.plasticity.optimiser.KolenPollack}</td><td>KolenPollackTest</td></tr>
 * <tr><td>dW_l := f_l dW_l</td><td>{@link org.apical.plasticity.optimiser.LayerRates}</td><td>OptimiserWrapperTest</td></tr>
 * <tr><td>w_min &lt;= w &lt;= w_max</td><td>{@link org.apical.plasticity.optimiser.Bounded}</td><td>OptimiserTest</td></tr>
 * </table>
 */
package org.apical.plasticity.optimiser;
