/**
 * Reports: each one self-contained HTML page, {@code ReportPage}, with style and charts in common.
 *
 * <p>{@link org.apical.app.report.HtmlReport} fills the template of a comparison, {@code ReportData} chooses and rounds what its charts draw; {@link
 * org.apical.app.report.ControllerReport} and {@code ControllerData} do the same for the study of the controller. Tests: HtmlReportTest,
 * ControllerReportTest.
 */
package org.apical.app.report;
