/** Directions of weight change and the angles between them (physics.md 2). Tests: WeightUpdateTest, SteadyBatchUpdateTest, recorded cases. */
package org.apical.plasticity.update;
