/**
 * Batches, epochs, and a network that learns under one formulation: forward weights towards a nudged target, feedback weights from noise. All of it is watched by
 * {@link org.apical.network.divergence.DivergenceGuard}. Tests: TrainingTest, LearnerTest, LearnerSettlingTest, FeedbackLearnerTest, SpikingFeedbackTest,
 * FeedbackTrainingTest.
 */
package org.apical.plasticity.training;
