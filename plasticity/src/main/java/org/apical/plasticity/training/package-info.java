/**
 * Batches, epochs, and a network that learns under one formulation: forward weights towards a nudged target, feedback weights from noise, in a phase of their own or in the same
 * ({@link org.apical.plasticity.training.OnePhaseLearner}). All of it is watched by {@link org.apical.network.divergence.DivergenceGuard}. Tests: TrainingTest, LearnerTest,
 * LearnerSettlingTest, FeedbackLearnerTest, OnePhaseLearnerTest, SpikingFeedbackTest, FeedbackTrainingTest.
 */
package org.apical.plasticity.training;
