/**
 * Layers under the three formulations, inputs, and the one time loop.
 *
 * <table>
 * <caption>Equation map (physics.md)</caption>
 * <tr><th>equation</th><th>class</th><th>test</th></tr>
 * <tr><td>1: tau_v dv/dt = -v + W r + b + v^fb</td><td>{@link org.apical.network.dynamics.RateLayer}</td><td>RateNetworkTest, recorded cases</td></tr>
 * <tr><td>1: tau_a dv^fb/dt, noise; noise currents in F2 and F3</td><td>{@link org.apical.network.dynamics.ApicalDendrite}</td><td>recorded cases, NoisyDendriteTest</td></tr>
 * <tr><td>1: psi_i = Q_i u; 7: tau_psi dpsi_i/dt = -psi_i + phi'_i o (S_{i+1} psi_{i+1})</td><td>{@link org.apical.network.dynamics.FeedbackPath}, {@code
 * InversionDynamics}</td><td>InversionDynamicsTest (limit equal to OptimalControl)</td></tr>
 * <tr><td>4, 5: graded compartments</td><td>{@link org.apical.network.dynamics.GradedLayer}</td><td>GradedNetworkTest</td></tr>
 * <tr><td>5.8: graded compartments under conductances</td><td>{@link org.apical.network.dynamics.GradedCompartments}</td><td>ConductanceNetworkTest, AnyBlockTest</td></tr>
 * <tr><td>4, 5: spiking compartments</td><td>{@link org.apical.network.dynamics.SpikingLayer}</td><td>SpikingNetworkTest</td></tr>
 * <tr><td>7.7: events and bursts of single neurons</td><td>{@code BurstCounter}</td><td>BurstCounterTest</td></tr>
 * <tr><td>1: order of operations</td><td>{@link org.apical.network.dynamics.Simulation}</td><td>recorded cases</td></tr>
 * <tr><td>delays; lateral, recurrent and source projections</td><td>{@code Pathways}, {@link org.apical.network.parallel.DelayLine}</td><td>PathwaysTest</td></tr>
 * <tr><td>r_0 .. r_{n-k} of least |v| held at v = 0, k(t) = n - (n - k) s(t/T): sparse targets, F1 and F2</td><td>{@link org.apical.network.dynamics.LateralInhibition}</td><td>CompetitionTest</td></tr>
 * <tr><td>v^ff = W r + b + R r(t - delay); x = r(t - delay) at the synapses of R</td><td>{@code Pathways}, {@code DelayedTrace}</td><td>LateralNetworkTest</td></tr>
 * <tr><td>C := C + W X for spikes X, source by source or dense</td><td>{@code SpikeDelivery}</td><td>SpikeDeliveryTest, KernelParityTest</td></tr>
 * <tr><td>Poisson counts of constant rates, drawn and multiplied blocks of steps ahead</td><td>{@code PoissonBlocks}, {@code AheadDelivery}</td><td>PoissonBlocksTest, AnyBlockTest</td></tr>
 * <tr><td>5.9: W m + L xi, L L^T = W diag(m) W^T in place of W n</td><td>{@link org.apical.network.dynamics.DiffusionInput}</td><td>DiffusionInputTest, DiffusionInputLearningTest</td></tr>
 * <tr><td>a step allocates nothing</td><td>all of it</td><td>AllocationTest</td></tr>
 * <tr><td>a lane's time average may be held: D n^2 / (2 T) &lt;= tolerance d</td><td>{@link org.apical.network.dynamics.Settling}, {@link org.apical.network.dynamics.SettlingMonitor}</td><td>NarrowerSimulationTest, LearnerSettlingTest</td></tr>
 * </table>
 *
 * <p>Sparse targets and lateral synapses follow Lässig, Aceituno, Sorbaro and Grewe (Biological Cybernetics 117, 2023), with the differences of physics.md 10.
 */
package org.apical.network.dynamics;
