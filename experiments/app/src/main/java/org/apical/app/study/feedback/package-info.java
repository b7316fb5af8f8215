/**
 * Feedback weights that learn from noise under F1, F2 and F3 (physics.md 7): they meet condition 2 (>= 0.9) and 15 degrees to minimum norm, F3 within 10 degrees of F1. Tests:
 * FeedbackRunTest, FeedbackStudyTest; figures: experiments/docs/results/feedback.md.
 */
package org.apical.app.study.feedback;
