/**
 * The controller, ideal or made of neurons, and its target.
 *
 * <table>
 * <caption>Equation map (physics.md 1, 6)</caption>
 * <tr><th>equation</th><th>class</th><th>test</th></tr>
 * <tr><td>u = u_int + k_p e, tau_u du_int/dt = e - alpha u</td><td>{@link org.apical.network.control.IdealController}</td><td>IdealControllerTest</td></tr>
 * <tr><td>the same with |u|, |u_int| &lt;= U</td><td>{@link org.apical.network.control.Bounded}</td><td>BoundedTest</td></tr>
 * <tr><td>alpha of the steady state when u_int leaks, a/(1 + a k_p)</td><td>{@link org.apical.network.control.ControllerParams}</td><td>SteadyStateOfRecordingsTest</td></tr>
 * <tr><td>r_L* = r_L^- - lambda dLoss/dr_L^-</td><td>{@link org.apical.network.control.SoftmaxNudge}, {@link org.apical.network.control.SquaredErrorNudge}</td><td>SoftmaxNudgeTest, SquaredErrorNudgeTest</td></tr>
 * <tr><td>7: r_L* = softened one-hot label; r_L* = r_L^-</td><td>{@link org.apical.network.control.LabelTarget}, {@link org.apical.network.control.OutputTarget#ownOutput}</td><td>OutputTargetTest</td></tr>
 * <tr><td>6: u_int by recurrent neurons, e by error neurons, u = u_int + k_p e</td><td>{@link org.apical.network.control.EnsembleController}</td><td>EnsembleControllerTest</td></tr>
 * <tr><td>6: neurons drawn once, shared by lanes and threads</td><td>{@link org.apical.network.control.DrawnControl}</td><td>EnsembleControllerTest</td></tr>
 * <tr><td>6: recurrent transform 1 - alpha tau_syn/tau_u, input transform tau_syn/tau_u</td><td>{@code IntegratorTransforms}</td><td>EnsembleControllerTest</td></tr>
 * <tr><td>u(t - d) at the dendrites</td><td>{@link org.apical.network.control.DelayedControl}</td><td>DelayedControlTest</td></tr>
 * <tr><td>6: accuracy and drift against the ideal controller</td><td>{@link org.apical.network.control.StepResponse}</td><td>StepResponseTest</td></tr>
 * </table>
 */
package org.apical.network.control;
