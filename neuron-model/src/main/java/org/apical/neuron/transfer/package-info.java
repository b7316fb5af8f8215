/**
 * Transfer functions r = phi(v) of physics.md 1, closed-form or measured f–I curves. Test: TransferFunctionTest (derivatives against finite
 * differences, monotonicity of interpolated curves).
 */
package org.apical.neuron.transfer;
