/**
 * Reports: each one self-contained HTML page, {@code ReportPage}, with style and charts in common. {@link org.apical.app.report.FindingsReport} writes the sections of any {@link
 * org.apical.app.findings.Findings}, {@code ChartData} chooses and rounds what its charts draw. Test: ComparisonReportTest.
 */
package org.apical.app.report;
