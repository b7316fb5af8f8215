/** Benchmarks; each class says the question it answers. {@code experiments/benchmarks/run} prints the table of {@link org.apical.benchmarks.NeuronReport}, {@code run rates} that of {@link org.apical.benchmarks.RateEngine}. */
package org.apical.benchmarks;
