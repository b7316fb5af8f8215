/**
 * Ensembles of LIF neurons that represent numbers: the Neural Engineering Framework (Eliasmith and Anderson 2003, Neural Engineering, MIT Press).
 * Knows nothing of networks or control.
 *
 * <table>
 * <caption>Equation map (physics.md 6)</caption>
 * <tr><th>equation</th><th>class</th><th>test</th></tr>
 * <tr><td>f(J) = 1 / (t_ref + tau_RC ln(J / (J - 1)))</td><td>{@link org.apical.network.ensemble.LifMembrane}</td><td>TuningCurvesTest</td></tr>
 * <tr><td>a_j(x) = f(gain_j e_j x + bias_j)</td><td>{@link org.apical.network.ensemble.TuningCurves}</td><td>TuningCurvesTest</td></tr>
 * <tr><td>(A^T A + m sigma^2 I) d = A^T x</td><td>{@code Decoders}, {@link org.apical.network.ensemble.Ensemble}</td><td>DecodersTest</td></tr>
 * <tr><td>x = sum_j d_j a_j(x)</td><td>{@link org.apical.network.ensemble.RatePopulation}</td><td>DecodersTest</td></tr>
 * <tr><td>tau_RC dV/dt = J - V, spikes between grid points</td><td>{@link org.apical.network.ensemble.LifPopulation}</td><td>LifPopulationTest</td></tr>
 * </table>
 */
package org.apical.network.ensemble;
