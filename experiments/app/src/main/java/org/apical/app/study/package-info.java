/**
 * Studies of their own: the controller made of neurons.
 *
 * <p>{@link org.apical.app.study.StudySettings} says what to run, {@link org.apical.app.study.ControllerStudy} runs it and gives a {@link
 * org.apical.app.study.StudyResult}, {@link org.apical.app.study.StudyChecks} holds it against what is promised.
 *
 * <table>
 * <caption>Equation map (physics.md 6)</caption>
 * <tr><th>figure</th><th>class</th><th>test</th></tr>
 * <tr><td>rms of the step response below 5 % at 200, 1 % at 1600 neurons, slope -1 .. -0.5; drift below 2 %/s at 400</td><td>{@code
 * AccuracyBySize}, {@link org.apical.app.study.StudyChecks}</td><td>ControllerStudyTest; the figures themselves: StepResponseTest</td></tr>
 * <tr><td>a_j(x), u(t), spikes</td><td>{@code StepFigures}</td><td>ControllerStudyTest</td></tr>
 * <tr><td>r_L reaches r_L* and stays, |u| bounded</td><td>{@code ClosedLoop}, {@code LoopRecorder}</td><td>ControllerStudyTest</td></tr>
 * <tr><td>7: learned feedback meets condition 2 (>= 0.9), 15 degrees, F3 within 10 of F1</td><td>{@code FeedbackLearning}, {@code FeedbackPlan}, {@code FeedbackFindings}</td><td>FeedbackLearningTest; the
 * figures: {@code apical run feedback}</td></tr>
 * </table>
 */
package org.apical.app.study;
