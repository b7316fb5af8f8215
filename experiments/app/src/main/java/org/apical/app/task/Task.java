package org.apical.app.task;

import org.apical.plasticity.training.Samples;

/**
 * What is learned from, and what is held out.
 *
 * @param train samples to learn from
 * @param test held-out samples, of which the score is reported
 */
public record Task(Samples train, Samples test) {}
