/**
 * Other theories of credit assignment as dynamics of rates in plain chains (physics.md 15), each a {@link org.apical.plasticity.training.ForwardSignal}.
 *
 * <table>
 * <caption>Equation map (physics.md 15)</caption>
 * <tr><th>theory</th><th>class</th><th>test</th></tr>
 * <tr><td>predictive coding</td><td>{@link org.apical.plasticity.theory.PredictiveCoding}</td><td>PredictiveCodingTest</td></tr>
 * <tr><td>equilibrium propagation</td><td>{@link org.apical.plasticity.theory.EquilibriumPropagation}</td><td>EquilibriumPropagationTest</td></tr>
 * <tr><td>error-driven input modulation</td><td>{@link org.apical.plasticity.theory.InputModulation}</td><td>InputModulationTest</td></tr>
 * <tr><td>dendritic microcircuit</td><td>{@link org.apical.plasticity.theory.DendriticMicrocircuit}</td><td>DendriticMicrocircuitTest</td></tr>
 * <tr><td>BurstCCN</td><td>{@link org.apical.plasticity.theory.BurstCcn}</td><td>BurstCcnTest</td></tr>
 * <tr><td>dis-inhibitory control</td><td>{@link org.apical.plasticity.theory.DisinhibitoryControl}</td><td>DisinhibitoryControlTest</td></tr>
 * </table>
 */
package org.apical.plasticity.theory;
