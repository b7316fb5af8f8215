/**
 * Student and teacher (physics.md 8): DFC in its forms, Strong-DFC and least control, with fixed and learned feedback, beside backprop. Tests: StudentComparisonTest,
 * StudentFindingsTest, StudentSignalsTest; figures: experiments/docs/results/student.md.
 */
package org.apical.app.study.student;
