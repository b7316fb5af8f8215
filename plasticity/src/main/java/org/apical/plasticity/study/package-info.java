/**
 * Longer runs with settings of their own and measures as their result. Tests: LearnedFeedbackTest, StudentStudyTest.
 *
 * <p>{@link org.apical.plasticity.study.FeedbackStudy} under {@link org.apical.plasticity.study.StudentFeedback}, the published student–teacher task with 5000 samples,
 * feedback drawn at random, forward weights at rest, 4 epochs, 128 probes, F3 with 60 neurons of escape noise a unit (study {@code feedback}); root seeds 1, 2, 3:
 *
 * <table>
 * <caption>Learned feedback of the student</caption>
 * <tr><th>after learning</th><th>condition 2</th><th>DFC to minimum norm, lambda 1e-4 (degrees)</th><th>null-space share</th></tr>
 * <tr><td>before</td><td>0.52, 0.44, 0.39</td><td>87, 87, 93</td><td>0.97, 0.97, 0.98</td></tr>
 * <tr><td>F1, two phases</td><td>0.979, 0.986, 0.978</td><td>7.7, 7.2, 6.4</td><td>0.17, 0.16, 0.15</td></tr>
 * <tr><td>F2, two phases</td><td>0.976, 0.983, 0.975</td><td>11.2, 10.7, 8.9</td><td>0.22, 0.21, 0.19</td></tr>
 * <tr><td>F3, two phases</td><td>0.973, 0.981, 0.972</td><td>12.0, 12.2, 9.9</td><td>0.24, 0.24, 0.22</td></tr>
 * <tr><td>F1, one phase</td><td>0.978, 0.985, 0.977</td><td>6.8, 6.4, 4.7</td><td>0.16, 0.15, 0.13</td></tr>
 * <tr><td>F2, one phase</td><td>0.977, 0.984, 0.975</td><td>7.3, 7.1, 7.2</td><td>0.18, 0.17, 0.17</td></tr>
 * <tr><td>F3, one phase, seed 1</td><td>0.975</td><td>7.3</td><td>0.18</td></tr>
 * </table>
 *
 * <p>The factor 1 + tau_v/tau_a for each layer above is what keeps Q of F2 straight: without it seed 3 ends at 13.5 instead of 8.9 degrees. So does high-passing u alone in one phase:
 * with V_a high-passed as well F2 ended at 18.3 and 17.0 degrees (seeds 1, 2). Momentum of 0.99 lets Q swing about where it settles, for longer than all four epochs.
 *
 * <p>The equations themselves settle there: an independent NumPy program (the order of operations of {@code recordings/spec_dfc.py}, two networks of its own, 40 epochs of
 * 2500 samples) ends at condition 2 of 0.985 and 0.974 and at 8.8 and 9.0 degrees; a Q set to the mean Jacobian transposed has 0.987 and 0.975, 5.1 and 4.9
 * degrees. At lambda 0.05 that Q has 28 and 32 degrees before forward learning, the learned one 28.6 and 31.9: the outputs wanted have a deviation of 6, and a nudge
 * of half a unit leaves the linear range of the student.
 *
 * <p>{@link org.apical.plasticity.study.StudentStudy} under {@link org.apical.plasticity.study.StudentSettings#LEARNING}, F1: test loss (1000 samples, sum over 5 outputs)
 * after 12 epochs; fixed feedback is the weight product at the start, learned feedback has 20 epochs of pre-training and one (rate 1e-3) before each later epoch:
 *
 * <table>
 * <caption>Student and teacher</caption>
 * <tr><th>root seed</th><th>start</th><th>backprop</th><th>DFC fixed, learned</th><th>DFC-SS</th><th>DFC-SSA</th></tr>
 * <tr><td>1</td><td>183.5</td><td>55.2</td><td>59.6, 58.9</td><td>59.8, 59.1</td><td>59.4, 58.7</td></tr>
 * <tr><td>2</td><td>270.7</td><td>66.7</td><td>70.4, 70.4</td><td>70.6, 70.5</td><td>69.9, 69.8</td></tr>
 * <tr><td>3</td><td>563.3</td><td>92.4</td><td>85.2, 81.5</td><td>85.6, 81.8</td><td>83.3, 80.4</td></tr>
 * </table>
 *
 * <p>Condition 2 after learning: 0.76 to 0.82 with fixed feedback, 0.80 to 0.88 with learned: the student saturates and the Jacobians of its samples part.
 */
package org.apical.plasticity.study;
