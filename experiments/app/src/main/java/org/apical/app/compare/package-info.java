/**
 * The main job: the same network from the same weights as rates (F1), graded compartments (F2) and spikes (F3).
 *
 * <p>{@link org.apical.app.compare.CompareSettings} says what to run, {@link org.apical.app.compare.Models} builds it, {@link
 * org.apical.app.compare.CompareStudy} runs it and gives a {@link org.apical.app.compare.CompareResult}. Tests: CommandLineTest, RecordingFileTest.
 */
package org.apical.app.compare;
