/**
 * The ladder from abstract rates to spikes (physics.md 5.6, 5.7, 13.2): errors of F2 and F3 against what tells them from F1, beside what theory predicts. Tests: LadderStudyTest; figures:
 * experiments/docs/results/ladder.md.
 */
package org.apical.app.study.ladder;
