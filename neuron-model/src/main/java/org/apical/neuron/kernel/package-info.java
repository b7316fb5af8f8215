/**
 * The inner loops behind one door.
 *
 * <table>
 * <caption>Kernels</caption>
 * <tr><th>operation</th><th>class</th><th>test</th></tr>
 * <tr><td>C += A B, tanh, exp, one lane at a time</td><td>{@link org.apical.neuron.kernel.ScalarKernels}</td><td>KernelAccuracyTest</td></tr>
 * <tr><td>the same, SIMD, bit for bit</td><td>VectorKernels</td><td>KernelParityTest</td></tr>
 * <tr><td>spikes through weights; y += sum of rows</td><td>{@link org.apical.neuron.kernel.ScalarKernels}, VectorSpikes</td><td>KernelParityTest</td></tr>
 * <tr><td>step of a linear system</td><td>{@link org.apical.neuron.kernel.AffineMap}</td><td>KernelParityTest</td></tr>
 * <tr><td>currents into compartments</td><td>{@link org.apical.neuron.kernel.CurrentKernels}</td><td>CompartmentLoopsTest</td></tr>
 * <tr><td>elimination of a tree; stages of Runge–Kutta</td><td>{@link org.apical.neuron.kernel.SchemeKernels}</td><td>CompartmentLoopsTest</td></tr>
 * <tr><td>positions at or above a threshold; the first that is not finite</td><td>{@link org.apical.neuron.kernel.ScalarKernels}, VectorKernels</td><td>KernelParityTest</td></tr>
 * <tr><td>large C += A B</td><td>{@link org.apical.neuron.kernel.MatrixProduct}</td><td>MatrixProductTest</td></tr>
 * </table>
 */
package org.apical.neuron.kernel;
