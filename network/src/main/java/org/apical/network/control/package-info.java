/**
 * The controller and its target.
 *
 * <table>
 * <caption>Equation map (physics.md 1)</caption>
 * <tr><th>equation</th><th>class</th><th>test</th></tr>
 * <tr><td>u = u_int + k_p e, tau_u du_int/dt = e - alpha u</td><td>{@link org.apical.network.control.IdealController}</td><td>IdealControllerTest</td></tr>
 * <tr><td>alpha of the steady state when u_int leaks, a/(1 + a k_p)</td><td>{@link org.apical.network.control.ControllerParams}</td><td>SteadyStateOfRecordingsTest</td></tr>
 * <tr><td>r_L* = r_L^- - lambda dLoss/dr_L^-</td><td>{@link org.apical.network.control.SoftmaxNudge}</td><td>SoftmaxNudgeTest</td></tr>
 * </table>
 */
package org.apical.network.control;
