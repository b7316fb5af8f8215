/**
 * Studies: published figures and questions of our own, one package each. A {@link org.apical.app.study.Study} has a plan, a record that decides its numbers, and gives {@link
 * org.apical.app.findings.Findings}, from which screen, {@code metrics.csv}, JSON and page are made; {@link org.apical.app.study.Studies} lists it. What they found stands in
 * experiments/docs/results.
 */
package org.apical.app.study;
