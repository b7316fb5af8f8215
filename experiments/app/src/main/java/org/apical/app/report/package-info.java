/**
 * Reports: one self-contained HTML page. {@link org.apical.app.report.HtmlReport} fills the template, {@link org.apical.app.report.ReportData}
 * chooses and rounds what the charts draw. Test: HtmlReportTest.
 */
package org.apical.app.report;
