package org.apical.network.control;

import org.apical.neuron.parameter.Require;

/**
 * A controller in the open loop: the error is set at time 0, held, and removed.
 *
 * @param tauUMs tau_u (ms)
 * @param stepMs how long the error is held (ms)
 * @param durationMs how long the controller is watched (ms); with stepMs the same the error stays on
 */
public record StepProtocol(double tauUMs, double stepMs, double durationMs) {
    public StepProtocol {
        Require.positive("StepProtocol.tauUMs", tauUMs, "ms");
        Require.notNegative("StepProtocol.stepMs", stepMs, "ms");
        Require.positive("StepProtocol.durationMs", durationMs, "ms");
    }
}
