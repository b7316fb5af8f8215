package org.apical.neuron.soma;

/** What leaves the soma: a graded rate, or spikes of one of three mechanisms. */
public sealed interface SomaticOutput permits Graded, EscapeNoise, LeakyIntegrateAndFire, AdaptiveExponential {}
