/** Batches, epochs, and a network that learns under one formulation. Tests: TrainingTest, LearnerTest, LearnerSettlingTest. */
package org.apical.plasticity.training;
