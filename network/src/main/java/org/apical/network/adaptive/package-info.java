/**
 * The controlled phase of rates as a differential equation, dt -> 0 (physics.md 12.1).
 *
 * <table>
 * <caption>Equation map (physics.md 12.1)</caption>
 * <tr><th>equation</th><th>class</th><th>test</th></tr>
 * <tr><td>Y_j = y + h sum_m A_jm f(Y_m), Radau IIA of order 5 (Hairer and Wanner 1996, IV.5 and IV.8)</td><td>{@code Radau}</td><td>RadauTest (order conditions, eigenvectors)</td></tr>
 * <tr><td>V = F v 1 + (I - F)(W r + b + Q U), F = (I + h A/tau_v)^-1</td><td>{@code Stages}</td><td>AdaptiveRatesTest (explicit method of order 8)</td></tr>
 * <tr><td>U = P w 1 + K E(U), by I + K x sum_i (I - F)^{L-i+1} x M_i</td><td>{@code StageSystem}, {@code StageNewton}, {@code ComplexLu}</td><td>AdaptiveRatesTest, RadauTest</td></tr>
 * <tr><td>M_i = J_i Q_i, J_{i-1} = J_i W_i diag(phi'_{i-1})</td><td>{@code PathGains}</td><td>AdaptiveRatesTest</td></tr>
 * <tr><td>|v - sum_j b_j V_j| &lt;= tolerance d; D n^2/(2T) &lt;= tolerance d/100</td><td>{@code StepError}, {@code LaneSteps}</td><td>AdaptiveRatesTest</td></tr>
 * <tr><td>all of it, with the weights of Radau's quadrature</td><td>{@link org.apical.network.adaptive.AdaptiveRates}</td><td>AdaptiveRatesTest (any block, lanes that leave), AdaptiveLearnerTest</td></tr>
 * <tr><td>13: growth of the output error</td><td>{@code OutputErrors}</td><td>AdaptiveRatesTest</td></tr>
 * </table>
 */
package org.apical.network.adaptive;
