/**
 * Feedback that spans the row space of the output's Jacobian (Meulemans et al. 2021, figure 2; physics.md 2): what conditions 1 and 2 do to updates, where feedback lies among the principal
 * components of the row space, and where control leads potentials. Tests: GeometryStudyTest; figures: experiments/docs/results/feedback-geometry.md.
 */
package org.apical.app.study.geometry;
