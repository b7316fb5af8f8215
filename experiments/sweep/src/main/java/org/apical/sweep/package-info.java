/**
 * Sweeps, and networks with large batches, beyond the threads of one process: {@link org.apical.sweep.SparkMaster} is found where the launcher puts this module on the class path, {@link org.apical.sweep.SparkWorkers} runs cells and blocks as tasks of Apache
 * Spark, {@link org.apical.sweep.ResultsParquet} writes what {@code results.csv} holds. What a cell is, which are tried again and what is written is decided by {@code org.apical.app.sweep} alone. {@link org.apical.sweep.BatchTimes} measures what a batch costs where. Tests: SparkSweepTest, SparkTrainingTest, ResultsParquetTest.
 */
package org.apical.sweep;
