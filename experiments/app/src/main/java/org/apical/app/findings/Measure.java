package org.apical.app.findings;

/**
 * One measured number: a row of {@code metrics.csv}.
 *
 * @param quantity its name, words joined by underscores
 * @param of what it is a quantity of: a method, formulation, layer, seed; words joined by slashes
 * @param unit {@code 1} for numbers without one; {@code s} for times of the machine, which change from run to run
 */
public record Measure(String quantity, String of, double value, String unit) {}
