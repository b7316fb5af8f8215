/** Optimisers on directions of change. Test: OptimiserTest. */
package org.apical.plasticity.optimiser;
