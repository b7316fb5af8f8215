/**
 * Transfer functions r = phi(v) of physics.md 1, closed-form or measured f–I curves, and firing rates rho(V_s) in Hz. Tests: TransferFunctionTest
 * (derivatives against finite differences, monotonicity of interpolated curves), FiringRateTest.
 */
package org.apical.neuron.transfer;
