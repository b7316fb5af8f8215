/**
 * What an experiment means before anything runs: populations and synapses in numbers, the reduction of every layer, potentials and rates in range, assumptions, memory. Every
 * number comes from what runs: {@link org.apical.neuron.reduction.RateReduction}, {@link org.apical.neuron.reduction.Assumptions}, the network description. Test: ExplanationTest.
 */
package org.apical.app.explain;
