/**
 * The experiment: one description, one place that makes formulations of it, one way to learn.
 *
 * <p>{@link org.apical.app.experiment.Experiment} is the record, {@link org.apical.app.experiment.ExperimentFile} its file, {@code Registry} says what may stand in it, {@link
 * org.apical.app.experiment.Formulations} makes F1, F2 and F3 of it, {@link org.apical.app.experiment.TrainingRun} goes through its epochs. Tests: ExperimentFileTest,
 * TrainingRunTest.
 */
package org.apical.app.experiment;
