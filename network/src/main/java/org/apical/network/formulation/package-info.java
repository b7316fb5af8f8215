/**
 * One network, three ways to run it: a {@link org.apical.network.formulation.Formulation} maps abstract weights to its own units (physics.md
 * 5.1), builds the simulation and says which potentials mean anything. Tests: GradedNetworkTest, SpikingNetworkTest, SoundWeightsTest; with conductances (5.8)
 * ConductanceNetworkTest.
 */
package org.apical.network.formulation;
