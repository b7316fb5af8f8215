/**
 * Audit of a described network that learns: what would a reviewer ask of its biological plausibility, measured on the network itself. {@link org.apical.app.audit.Audit} gives an {@link
 * org.apical.app.audit.AuditResult}, records without text; {@link org.apical.app.audit.AuditFindings} makes a page of it.
 *
 * <table>
 * <caption>What is measured, and how</caption>
 * <tr><th>fact</th><th>measured by</th><th>class</th></tr>
 * <tr><td>locality in space</td><td>the rule run again on a recording of its synapses, NaN in all it does not declare; bits compared</td><td>{@code SynapseRecording}, {@code
 * ApicalRecording}</td></tr>
 * <tr><td>locality in time</td><td>a past change, plasticity k steps later: 1/e of its effect</td><td>{@code ReadingWindow}</td></tr>
 * <tr><td>weight transport</td><td>cosine c of Q to (W_L ... W_{i+1})^T and J^T; random Q: c^2 ~ Beta(1/2, (d - 1)/2)</td><td>{@code TransportProbe}</td></tr>
 * <tr><td>phases</td><td>plasticity never switched off; control released; other durations</td><td>{@code PhaseProbe}</td></tr>
 * <tr><td>signs</td><td>before and after learning</td><td>{@link org.apical.app.audit.SignFacts}</td></tr>
 * <tr><td>strength of feedback</td><td>rms of v - v* over rms of v*</td><td>{@code StrengthProbe}</td></tr>
 * <tr><td>tolerances</td><td>short trainings, one circumstance changed</td><td>{@code ToleranceProbe}, {@code Variant}</td></tr>
 * </table>
 *
 * <p>Tests: AuditTest, CommandLineTest.
 */
package org.apical.app.audit;
