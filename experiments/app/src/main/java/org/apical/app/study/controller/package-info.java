/**
 * The controller made of neurons.
 *
 * <table>
 * <caption>Equation map (physics.md 6)</caption>
 * <tr><th>figure</th><th>class</th><th>test</th></tr>
 * <tr><td>rms of the step response below 5 % at 200, 1 % at 1600 neurons, slope -1 .. -0.5; drift below 2 %/s at 400</td><td>{@code
 * AccuracyBySize}, {@code ControllerChecks}</td><td>ControllerStudyTest; the figures themselves: StepResponseTest</td></tr>
 * <tr><td>a_j(x), u(t), spikes</td><td>{@code PopulationFigures}</td><td>ControllerStudyTest</td></tr>
 * <tr><td>r_L reaches r_L* and stays, |u| bounded</td><td>{@code ClosedLoop}, {@code LoopRecorder}</td><td>ControllerStudyTest</td></tr>
 * </table>
 */
package org.apical.app.study.controller;
