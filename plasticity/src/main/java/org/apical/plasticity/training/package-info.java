/**
 * Batches, epochs, and a network that learns under one formulation: forward weights towards a nudged target, feedback weights from noise; weights that change while
 * the network runs ({@link org.apical.plasticity.training.OnlineLearning}). Training is watched by {@link org.apical.network.divergence.DivergenceGuard}. Tests:
 * TrainingTest, LearnerTest, LearnerSettlingTest, FeedbackLearnerTest, SpikingFeedbackTest, FeedbackTrainingTest, OnlineLearningTest.
 */
package org.apical.plasticity.training;
