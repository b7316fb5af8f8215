/**
 * Learning of feedback weights from noise. A {@link org.apical.plasticity.feedback.FeedbackRule} declares what it reads and is handed nothing else
 * (FeedbackReadingsTest).
 *
 * <table>
 * <caption>Equation map (physics.md 7)</caption>
 * <tr><th>equation</th><th>class</th><th>test</th></tr>
 * <tr><td>dQ_i = -f^(L-i) V_a^fluct u_hp^T / sigma^2 - beta Q</td><td>{@link org.apical.plasticity.feedback.AntiHebbianFeedback}</td><td>AntiHebbianFeedbackTest, recorded cases</td></tr>
 * <tr><td>u_hp = u - low-pass of u</td><td>{@link org.apical.plasticity.feedback.ControlFilter}</td><td>AntiHebbianFeedbackTest</td></tr>
 * <tr><td>V_a^fluct = V_a - V_a[0], or V_a - low-pass of V_a</td><td>{@link org.apical.plasticity.feedback.ApicalFluctuation}</td><td>AntiHebbianFeedbackTest</td></tr>
 * <tr><td>f = 1 + tau_v/tau_eps</td><td>{@link org.apical.plasticity.feedback.AntiHebbianParams}</td><td>AntiHebbianFeedbackTest</td></tr>
 * <tr><td>beta, beta = b (||Q||_F^2 - c)</td><td>{@link org.apical.plasticity.feedback.FeedbackDecay}</td><td>FeedbackDecayTest</td></tr>
 * <tr><td>dQ = c J^T - beta Q at small loop gain</td><td>{@link org.apical.plasticity.feedback.FeedbackNoise}</td><td>FeedbackLearnerTest</td></tr>
 * </table>
 */
package org.apical.plasticity.feedback;
