/**
 * Many runs of one experiment: {@link org.apical.app.sweep.ParameterGrid} is the {@code grid:} of its file, {@link org.apical.app.sweep.SweepPlan} the cells that follow from it,
 * {@link org.apical.app.sweep.CellRun} what a cell does wherever it is run, {@link org.apical.app.sweep.Workers} where that is, {@link org.apical.app.sweep.SweepRun} all of them. Only text goes to workers and comes back,
 * and only the sweep writes files: results depend on nothing but the descriptions. Tests: ParameterGridTest, SweepTest, SweepChartsTest.
 */
package org.apical.app.sweep;
