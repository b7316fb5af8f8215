/** JMH benchmarks; each class says the question it answers. {@code experiments/benchmarks/run} prints the table of {@link org.apical.benchmarks.NeuronReport}. */
package org.apical.benchmarks;
