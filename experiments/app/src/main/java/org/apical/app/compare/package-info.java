/**
 * The main job: the same network from the same weights as rates (F1), graded compartments (F2) and spikes (F3).
 *
 * <p>{@link org.apical.app.compare.CompareSettings} says what to run, {@link org.apical.app.compare.Models} builds it, {@link
 * org.apical.app.compare.CompareStudy} runs it and gives a {@link org.apical.app.compare.CompareResult}. {@link org.apical.app.compare.ControllerSettings} says what
 * carries the control of F3, {@link org.apical.app.compare.RepresentedRange} whether its neurons saturate. {@link
 * org.apical.app.compare.FeedbackSettings} says where feedback comes from, {@link org.apical.app.compare.LearnedFeedback} teaches it. Tests: CommandLineTest,
 * RecordingFileTest, LearnedFeedbackTest.
 */
package org.apical.app.compare;
