/**
 * Continual learning of split digits (after Lässig, Aceituno, Sorbaro and Grewe 2023): sparse targets and plastic lateral synapses beside dense DFC and backprop. Tests:
 * ContinualRunTest, ContinualStudyTest; figures: experiments/docs/results/continual.md.
 */
package org.apical.app.study.continual;
