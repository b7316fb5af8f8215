/**
 * What an experimenter would see of instructive signals in dendrites (after Francioni et al. 2026): residuals of apical calcium beside the causal role of neurons, by feedback. Test: InstructiveStudyTest; figures:
 * experiments/docs/results/instructive-signals.md.
 */
package org.apical.app.study.instructive;
