/**
 * What an investigation found, without a word of how it is shown: a study returns it, screen, {@code metrics.csv} and {@code report.html} are made from it. Tests:
 * FindingsTest.
 */
package org.apical.app.findings;
