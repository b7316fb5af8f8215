/**
 * Local rules: each declares what it reads ({@link org.apical.plasticity.rule.LocalReader}), is handed nothing else, and is held to it with NaN in all the
 * rest (ReadingsTest). They depend on {@link org.apical.network.synapse} and on numerics, and on nothing else of the network (ArchitectureTest).
 *
 * <table>
 * <caption>Equation map (physics.md 7)</caption>
 * <tr><th>equation</th><th>class</th><th>test</th></tr>
 * <tr><td>dW = (phi(V_s) - phi(V*)) x_pre; (S_post - phi(V*)) x_pre</td><td>{@link org.apical.plasticity.rule.DendriticPrediction}</td><td>DendriticPredictionTest, recorded cases</td></tr>
 * <tr><td>dW = psi x_pre, psi = v - v*</td><td>{@link org.apical.plasticity.rule.LeastControl}</td><td>LeastControlTest, LeastControlLearnerTest (F1, F2, F3)</td></tr>
 * <tr><td>the same where the soma is not silenced, or only where it is: dR = -phi(V*) x_pre at lateral synapses</td><td>{@link org.apical.plasticity.rule.DendriticPrediction.Eligible}</td><td>DendriticPredictionTest, LateralLearnerTest (finite differences of the loss, F1 = F2)</td></tr>
 * <tr><td>V* through the somatic time constant</td><td>{@link org.apical.plasticity.rule.Prediction}</td><td>DendriticPredictionTest</td></tr>
 * <tr><td>-A_LTD X [u_- - theta_-]_+ + A_LTP x [V - theta_+]_+ [u_+ - theta_-]_+</td><td>{@link org.apical.plasticity.rule.VoltageRule}, {@link
 * org.apical.plasticity.rule.VoltageRuleParams}</td><td>VoltageRuleTest, PairingFrequencyTest, SpikeRulesLearnerTest</td></tr>
 * <tr><td>w := min(max(w + dw, w_min), w_max)</td><td>{@link org.apical.plasticity.rule.WeightBounds}</td><td>VoltageRuleTest</td></tr>
 * <tr><td>dW = (dr_post/dt) x_pre</td><td>{@link org.apical.plasticity.rule.TemporalHebbian}</td><td>TemporalHebbianTest, TemporalHebbianLearnerTest</td></tr>
 * <tr><td>its spike-timing form, (S_post x_pre - S_pre y_post) / (tau_x + tau_y)</td><td>{@link
 * org.apical.plasticity.rule.SpikeTimingHebbian}</td><td>SpikeTimingHebbianTest, SpikeRulesLearnerTest</td></tr>
 * <tr><td>dW = (B_i - P_i E_i) x_j, P_i = &lt;B_i&gt;/&lt;E_i&gt;</td><td>{@link org.apical.plasticity.rule.BurstDependent}</td><td>BurstDependentTest, SpikeRulesLearnerTest</td></tr>
 * <tr><td>sum of e_i x_j for a trace that jumps at spikes and decays between them: a_b (R_i^b(n) - R_i^b(m_1 - 1))</td><td>{@code SpikeDrivenRows}, {@code
 * DiscountedErrors}, {@link org.apical.network.synapse.TraceDecay}</td><td>SpikeDrivenChangeTest, ReadingsTest</td></tr>
 * <tr><td>the same for many spikes, in blocks of steps, without sources that are silent</td><td>{@code BlockedChange}</td><td>SpikeDrivenChangeTest</td></tr>
 * <tr><td>w_ij := w_ij + eta e_i x_j while the network runs</td><td>{@link org.apical.plasticity.rule.OnlineRule}, {@code LiveWeights}</td><td>SpikeDrivenChangeTest, OnlineLearningTest</td></tr>
 * </table>
 */
package org.apical.plasticity.rule;
