/**
 * How updates of DFC in its forms, of direct feedback alignment and of backprop stand to minimum norm, Gauss–Newton and the gradient while a student learns, layer by layer, with the conditions of
 * the theory (Meulemans et al. 2021, figure 3; physics.md 2). Tests: AlignmentStudyTest; figures: experiments/docs/results/alignment.md.
 */
package org.apical.app.study.alignment;
