/**
 * Longer runs with settings of their own and measures as their result. Test: LearnedFeedbackTest.
 *
 * <p>{@link org.apical.plasticity.study.FeedbackStudy} under {@link org.apical.plasticity.study.StudentSettings}, the published student–teacher task with 5000 samples,
 * feedback drawn at random, 24 epochs, 128 probes; root seeds 1, 2, 3, before and after:
 *
 * <table>
 * <caption>Learned feedback of the student</caption>
 * <tr><th>measure</th><th>F1, seed 1</th><th>seed 2</th><th>seed 3</th><th>F2, seed 1</th></tr>
 * <tr><td>condition 2</td><td>0.47, 0.976</td><td>0.53, 0.984</td><td>0.51, 0.975</td><td>0.47, 0.970</td></tr>
 * <tr><td>DFC to minimum norm, lambda 1e-4 (degrees)</td><td>89, 10.0</td><td>66, 8.0</td><td>86, 11.1</td><td>89, 13.7</td></tr>
 * <tr><td>the same, lambda 0.05</td><td>88, 26</td><td>78, 31</td><td>87, 38</td><td>88, 27</td></tr>
 * <tr><td>largest real eigenvalue (1/tau_u)</td><td>4.5, -0.49</td><td>2.4, -0.47</td><td>3.6, -0.47</td><td>4.5, -0.42</td></tr>
 * </table>
 *
 * <p>The equations themselves settle there: an independent NumPy program (the order of operations of {@code recordings/spec_dfc.py}, two networks of its own, 40 epochs of
 * 2500 samples) ends at condition 2 of 0.985 and 0.974 and at 8.8 and 9.0 degrees; a Q set to the mean Jacobian transposed has 0.987 and 0.975, 5.1 and 4.9
 * degrees. At lambda 0.05 that Q has 28 and 32 degrees before forward learning, the learned one 28.6 and 31.9: the outputs wanted have a deviation of 6, and a nudge
 * of half a unit leaves the linear range of the student.
 */
package org.apical.plasticity.study;
