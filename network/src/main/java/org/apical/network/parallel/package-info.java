/** Threads own lanes and never meet inside a presentation. Test: LaneBlocksTest. */
package org.apical.network.parallel;
