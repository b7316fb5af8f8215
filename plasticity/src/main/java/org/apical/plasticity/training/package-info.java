/**
 * Samples wherever they are kept ({@link org.apical.plasticity.training.SampleSet}), batches, epochs, and a network that learns under one formulation: forward weights in the direction of a {@link org.apical.plasticity.training.ForwardSignal}, feedback weights
 * from noise, in a phase of their own or in the same ({@link org.apical.plasticity.training.OnePhaseLearner}); weights that change while the network runs ({@link
 * org.apical.plasticity.training.OnlineLearning}). Training is watched by {@link org.apical.network.divergence.DivergenceGuard}. Tests: TrainingTest, LearnerTest,
 * LearnerSettlingTest, FeedbackLearnerTest, OnePhaseLearnerTest, BlockLearnerTest, SpikingFeedbackTest, FeedbackTrainingTest, OnlineLearningTest.
 */
package org.apical.plasticity.training;
