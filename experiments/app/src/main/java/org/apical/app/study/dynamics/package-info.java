/**
 * A presentation under control, over time (Meulemans et al. 2021, figure 1D): a toy network in rates, compartments and spikes beside what the theory of physics.md 2, 5.6 and 5.7 predicts. Tests:
 * DynamicsStudyTest, LoopRateTest; figures: experiments/docs/results/dynamics.md.
 */
package org.apical.app.study.dynamics;
