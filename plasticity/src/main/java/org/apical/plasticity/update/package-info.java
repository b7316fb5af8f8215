/** Directions of weight change and the angles between them (physics.md 2). Test: WeightUpdateTest. */
package org.apical.plasticity.update;
