/**
 * Sweeps beyond the threads of one process: {@link org.apical.sweep.SparkMaster} is found where the launcher puts this module on the class path, {@link org.apical.sweep.SparkWorkers} runs cells as tasks of Apache
 * Spark, {@link org.apical.sweep.ResultsParquet} writes what {@code results.csv} holds. What a cell is, which are tried again and what is written is decided by {@code org.apical.app.sweep} alone. Tests: SparkSweepTest, ResultsParquetTest.
 */
package org.apical.sweep;
