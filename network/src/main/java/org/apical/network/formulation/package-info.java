/**
 * One network, three ways to run it: a {@link org.apical.network.formulation.Formulation} maps abstract weights to its own units (physics.md
 * 5.1) and builds the simulation. Tests: GradedNetworkTest, SpikingNetworkTest.
 */
package org.apical.network.formulation;
