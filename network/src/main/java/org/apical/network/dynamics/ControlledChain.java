package org.apical.network.dynamics;

import org.apical.network.control.ControllerParams;
import org.apical.network.description.NetworkDescription;
import org.apical.neuron.kernel.MatrixProduct;

/**
 * What a controlled phase of rates is as a differential equation, dt -> 0 (physics.md 1): a plain chain without delays whose layers hear an ideal controller at once. Times in units of tau_u.
 *
 * @param tauV tau_v
 * @param duration T, from the state in which control sets in to the last
 */
public record ControlledChain(
        NetworkDescription network, ControllerParams law, double tauV, double duration, MatrixProduct product) {}
