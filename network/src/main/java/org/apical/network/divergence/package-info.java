/**
 * Whether a run still means something: found in a presentation, in which layer, of which quantity.
 *
 * <table>
 * <caption>Criteria</caption>
 * <tr><th>criterion</th><th>class</th><th>test</th></tr>
 * <tr><td>|V - E_L| &lt;= 1 V; |v|, |u| &lt;= 2^26 (abstract)</td><td>{@link org.apical.network.formulation.PotentialBounds}, {@link org.apical.network.divergence.DivergenceGuard}</td><td>DivergenceGuardTest</td></tr>
 * <tr><td>&lt;|e|^2&gt; &lt;= growth (|r_L* - r_L^-|^2 + Var r_L^-)</td><td>{@code ErrorGrowth}</td><td>DivergenceGuardTest, UnstableLoopTest</td></tr>
 * <tr><td>|w| scale &lt;= the bound of the potential</td><td>{@link org.apical.network.divergence.SoundWeights}</td><td>SoundWeightsTest</td></tr>
 * </table>
 */
package org.apical.network.divergence;
