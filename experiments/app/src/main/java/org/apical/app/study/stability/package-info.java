/**
 * Stability of the controlled loop while a student learns (physics.md 2; Meulemans et al. 2021): the largest real part of the eigenvalues of A_PI beside what simulated loops do. Tests:
 * StabilityStudyTest; figures: experiments/docs/results/stability.md.
 */
package org.apical.app.study.stability;
