/** Threads own lanes and never meet inside a presentation; arrays of lanes. Tests: LaneBlocksTest, NarrowerSimulationTest. */
package org.apical.network.parallel;
