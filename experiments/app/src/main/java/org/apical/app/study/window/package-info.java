/**
 * From when on a presentation may be learned from (physics.md 7.1). Tests: WindowStudyTest; figures: experiments/docs/results/learning-window.md.
 */
package org.apical.app.study.window;
