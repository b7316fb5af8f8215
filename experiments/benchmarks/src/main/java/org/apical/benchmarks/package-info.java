/** Benchmarks; each class says the question it answers. {@code experiments/benchmarks/run} prints the table of {@link org.apical.benchmarks.NeuronReport}, {@code run rates} that of {@link org.apical.benchmarks.RateEngine}, {@code run plastic} that of {@link org.apical.benchmarks.PlasticSpeed}. */
package org.apical.benchmarks;
