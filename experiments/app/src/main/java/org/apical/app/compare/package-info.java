/**
 * The main job: the same network from the same weights as rates (F1), graded compartments (F2) and spikes (F3).
 *
 * <p>{@link org.apical.app.compare.Comparison} trains the formulations of an experiment and gives a {@link org.apical.app.compare.ComparisonResult}; {@link
 * org.apical.app.compare.ComparisonFindings} says what the numbers are, {@link org.apical.app.compare.AgreementChecks} what is promised of them; {@link
 * org.apical.app.compare.RepresentedRange} whether neurons of a controller saturate, {@code ActivityProbe} how long potentials lie outside their ranges (physics.md 5.1); {@link org.apical.app.compare.StimulusComparison} compares a network that does not learn. Tests:
 * CommandLineTest, RecordingFileTest, ComparisonReportTest, StimulusComparisonTest, ActivityTest.
 */
package org.apical.app.compare;
