/**
 * Theories of credit assignment beside DFC on one network of rates (physics.md 15): accuracy, angles to backprop, Gauss–Newton and minimum norm, of backward weights to W^T, and what each needs of a network. Test: TheoriesStudyTest; figures:
 * experiments/docs/results/theories.md.
 */
package org.apical.app.study.theories;
