/**
 * Learning of feedback weights from noise.
 *
 * <table>
 * <caption>Equation map (physics.md 7)</caption>
 * <tr><th>equation</th><th>class</th><th>test</th></tr>
 * <tr><td>dQ = -mean v^fb u^T / sigma^2</td><td>{@link org.apical.plasticity.feedback.AntiHebbianFeedback}</td><td>recorded cases, FeedbackLearnerTest</td></tr>
 * <tr><td>dQ = c J^T - beta Q at small loop gain</td><td>{@link org.apical.plasticity.feedback.FeedbackNoise}</td><td>FeedbackLearnerTest</td></tr>
 * </table>
 */
package org.apical.plasticity.feedback;
