/**
 * Audit of described networks that learn: what would a reviewer ask of their biological plausibility, measured on the networks themselves, several drawn anew. {@link org.apical.app.audit.AuditReport} is the way in;
 * {@code Audit} gives an {@code AuditResult}, records without text, {@code Answers} the claims with verdict and evidence, {@code AuditFindings} a page.
 *
 * <table>
 * <caption>What is measured, and how</caption>
 * <tr><th>fact</th><th>measured by</th><th>class</th></tr>
 * <tr><td>does it learn</td><td>accuracy beside backprop, the last layer alone and negative controls, differences network by network</td><td>{@code Question}, {@code Trainings}</td></tr>
 * <tr><td>divergence</td><td>phase margin and largest eigenvalue of the loop with the weights it began with</td><td>{@code LoopFacts}</td></tr>
 * <tr><td>locality in space</td><td>the rule run again on a recording of its synapses, NaN in all it does not declare; bits compared</td><td>{@code SynapseRecording}, {@code
 * ApicalRecording}</td></tr>
 * <tr><td>locality in time</td><td>a past change, plasticity k steps later: 1/e of its effect</td><td>{@code ReadingWindow}</td></tr>
 * <tr><td>weight transport</td><td>cosine c of Q to (W_L ... W_{i+1})^T and J^T; random Q: c^2 ~ Beta(1/2, (d - 1)/2)</td><td>{@code TransportProbe}</td></tr>
 * <tr><td>phases</td><td>every plastic pathway as if it were plastic in one phase alone, and throughout; other durations</td><td>{@code PhaseProbe}</td></tr>
 * <tr><td>theories</td><td>cosine of the update to backprop, Gauss–Newton, minimum norm, layer by layer</td><td>{@code LearningReferences}</td></tr>
 * <tr><td>signs</td><td>before and after learning; synapses under Dale's law</td><td>{@link org.apical.app.audit.SignFacts}</td></tr>
 * <tr><td>strength of feedback</td><td>rms of v - v* over rms of v*</td><td>{@code StrengthProbe}</td></tr>
 * <tr><td>rates and potentials</td><td>whole presentations after learning</td><td>{@link org.apical.app.activity.ActivityProbe}</td></tr>
 * <tr><td>robustness</td><td>one circumstance changed a step at a time until learning fails; where the loss of each network crosses what is tolerated</td><td>{@code Circumstance}, {@code Sweep}</td></tr>
 * </table>
 *
 * <p>An interval of a mean over networks is Student's, two-sided, 95 % ({@link org.apical.app.study.Spread}). Tests: AuditTest, AuditProbesTest, SameExperimentTest, CommandLineTest.
 */
package org.apical.app.audit;
