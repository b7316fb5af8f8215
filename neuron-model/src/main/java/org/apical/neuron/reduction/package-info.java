/**
 * From compartments to the abstract equations and back (physics.md 5).
 *
 * <table>
 * <caption>Equation map</caption>
 * <tr><th>equation</th><th>class</th><th>test</th></tr>
 * <tr><td>5.1, 5.2: v, I_b, I_a, V*</td><td>{@link org.apical.neuron.reduction.RateReduction}</td><td>RateReductionTest</td></tr>
 * <tr><td>5.4: nu = nu_0 + nu_1 r</td><td>{@link org.apical.neuron.reduction.RateCode}</td><td>RateReductionTest</td></tr>
 * <tr><td>5.1 to 5.5: what is taken for granted, and by how much it fails</td><td>{@link
 * org.apical.neuron.reduction.Assumptions}</td><td>AssumptionsTest</td></tr>
 * <tr><td>5.5: measured f–I curves</td><td>{@link org.apical.neuron.reduction.MeasuredFiCurve}</td><td>MeasuredFiCurveTest</td></tr>
 * </table>
 */
package org.apical.neuron.reduction;
