/**
 * Batches, epochs, and a network that learns under one formulation: forward weights towards a nudged target, feedback weights from noise. Tests: TrainingTest,
 * LearnerTest, LearnerSettlingTest, FeedbackLearnerTest, SpikingFeedbackTest, FeedbackTrainingTest.
 */
package org.apical.plasticity.training;
