/**
 * Non-local references, typed so.
 *
 * <table>
 * <caption>Equation map (physics.md 2)</caption>
 * <tr><th>reference</th><th>class</th><th>test</th></tr>
 * <tr><td>-dLoss/dr_L</td><td>{@link org.apical.plasticity.reference.Backpropagation}</td><td>BackpropagationTest, recorded cases</td></tr>
 * <tr><td>the same of a batch by dense products</td><td>{@link org.apical.plasticity.reference.GradientSignal}</td><td>GradientSignalTest</td></tr>
 * <tr><td>J^T (J J^T + gamma I)^-1 delta</td><td>{@link org.apical.plasticity.reference.MinimumNorm}</td><td>recorded cases</td></tr>
 * <tr><td>Gauss–Newton with the weight Jacobian</td><td>{@link org.apical.plasticity.reference.GaussNewton}</td><td>recorded cases</td></tr>
 * <tr><td>g_i = phi'(v_i) o (B_{i+1}^T g_{i+1})</td><td>{@link org.apical.plasticity.reference.FeedbackAlignment}; of a batch {@link org.apical.plasticity.reference.GradientSignal.Way#BACKWARD}</td><td>FeedbackAlignmentTest, GradientSignalTest</td></tr>
 * <tr><td>g_i = phi'(v_i) o (B_i x)</td><td>{@link org.apical.plasticity.reference.DirectFeedbackAlignment}; of a batch {@link org.apical.plasticity.reference.GradientSignal.Way#DIRECT}</td><td>FeedbackAlignmentTest, GradientSignalTest</td></tr>
 * <tr><td>conditions 1 and 2, stability, angles of updates, cosines of Q to J^T and J^+</td><td>{@link org.apical.plasticity.reference.AlignmentProbe}</td><td>AlignmentProbeTest</td></tr>
 * <tr><td>condition 2, share of psi outside the row space, |psi| beside the least, stability at controlled states</td><td>{@link org.apical.plasticity.reference.ControlProbe}</td><td>ControlProbeTest</td></tr>
 * </table>
 *
 * <p>Forward weights learn from them through {@link org.apical.plasticity.reference.GradientSignal}; {@link org.apical.plasticity.reference.SteadyStateSignal} is DFC at its
 * computed steady state, {@link org.apical.plasticity.reference.LeastControlSignal} least control itself. Test: ForwardSignalTest.
 */
package org.apical.plasticity.reference;
