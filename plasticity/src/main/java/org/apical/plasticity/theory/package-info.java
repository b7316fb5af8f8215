/**
 * Other theories of credit assignment as dynamics of rates in plain chains (physics.md 15), each a {@link org.apical.plasticity.training.ForwardSignal}.
 *
 * <table>
 * <caption>Equation map (physics.md 15)</caption>
 * <tr><th>theory</th><th>class</th><th>test</th></tr>
 * <tr><td>predictive coding</td><td>{@link org.apical.plasticity.theory.PredictiveCoding}</td><td>PredictiveCodingTest</td></tr>
 * <tr><td>equilibrium propagation</td><td>{@link org.apical.plasticity.theory.EquilibriumPropagation}</td><td>EquilibriumPropagationTest</td></tr>
 * <tr><td>weight mirror</td><td>{@link org.apical.plasticity.theory.WeightMirror}</td><td>WeightMirrorTest</td></tr>
 * <tr><td>phaseless alignment</td><td>{@link org.apical.plasticity.theory.PhaselessAlignment}</td><td>PhaselessAlignmentTest</td></tr>
 * <tr><td>error-driven input modulation</td><td>{@link org.apical.plasticity.theory.InputModulation}</td><td>InputModulationTest</td></tr>
 * <tr><td>dendritic microcircuit</td><td>{@link org.apical.plasticity.theory.DendriticMicrocircuit}</td><td>DendriticMicrocircuitTest</td></tr>
 * <tr><td>BurstCCN</td><td>{@link org.apical.plasticity.theory.BurstCcn}</td><td>BurstCcnTest</td></tr>
 * <tr><td>dis-inhibitory control</td><td>{@link org.apical.plasticity.theory.DisinhibitoryControl}</td><td>DisinhibitoryControlTest</td></tr>
 * <tr><td>forward-forward</td><td>{@link org.apical.plasticity.theory.ForwardForward}</td><td>ForwardForwardTest</td></tr>
 * <tr><td>counter-current learning</td><td>{@link org.apical.plasticity.theory.CounterCurrent}</td><td>CounterCurrentTest</td></tr>
 * <tr><td>direct feedback with alignment support</td><td>{@link org.apical.plasticity.theory.AlignmentSupport}</td><td>AlignmentSupportTest</td></tr>
 * <tr><td>target propagation by regularised inversion</td><td>{@link org.apical.plasticity.theory.TargetPropagation}</td><td>TargetPropagationTest</td></tr>
 * <tr><td>fast and slow plasticity of a neuron</td><td>{@link org.apical.plasticity.theory.FastSlowNeuron}</td><td>FastSlowNeuronTest</td></tr>
 * </table>
 */
package org.apical.plasticity.theory;
