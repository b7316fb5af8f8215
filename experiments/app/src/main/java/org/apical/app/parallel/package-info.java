/**
 * One network whose batches are learned from in other processes (data-parallel training): {@link org.apical.app.parallel.RemoteTraining} sends the weights of a batch and the samples of its blocks, {@link
 * org.apical.app.parallel.BlockRun} learns from one of them wherever it is run, and what each asks for comes back unreduced, to be summed in the order of blocks as on threads: where blocks are learned from changes no bit. Messages are
 * texts and numbers by name, in the format of {@link org.apical.app.store.WeightsFile}. Tests: RemoteTrainingTest, SparkTrainingTest.
 */
package org.apical.app.parallel;
