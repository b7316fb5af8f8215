/**
 * A run on disk: {@code run.yaml}, {@code metrics.csv}, {@code recording.h5}, {@code report.html}, {@code checkpoint/}. Every file is written beside its place,
 * forced to disk and renamed, so that no file is ever half there, and a run that was stopped goes on. Tests: RunDirectoryTest, RecordingFileTest, WeightsFileTest, CheckpointsTest, ResumeTest.
 */
package org.apical.app.store;
