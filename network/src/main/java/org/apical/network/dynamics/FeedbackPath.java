package org.apical.network.dynamics;

import java.util.List;
import org.apical.network.description.NetworkDescription;
import org.apical.neuron.kernel.MatrixProduct;
import org.apical.neuron.parameter.Require;

/** How the control u reaches the apical dendrites of all layers. */
public sealed interface FeedbackPath {

    /** Throws unless control can take this path through a network. */
    default void check(NetworkDescription network) {}

    /** Whether the controller projects to every layer itself. */
    default boolean direct() {
        return false;
    }

    /** The path over a block of lanes. */
    Feedback at(List<Layer> layers, Timing timing, MatrixProduct product, int lanes);

    /** psi_i = Q_i u: the controller projects to every layer itself (DFC; the leaky-integral controller of least control). */
    record Direct() implements FeedbackPath {
        @Override
        public boolean direct() {
            return true;
        }

        @Override
        public Feedback at(List<Layer> layers, Timing timing, MatrixProduct product, int lanes) {
            return new DirectFeedback(layers, product, lanes);
        }
    }

    /**
     * Every layer receives feedback from the layer above ({@link InversionDynamics}).
     *
     * @param tauPsi tau_psi (units of tau_u)
     */
    record Inversion(double tauPsi) implements FeedbackPath {
        public Inversion {
            Require.positive("Inversion.tauPsi", tauPsi, "(units of tau_u)");
        }

        @Override
        public void check(NetworkDescription network) {
            network.requireChain("Inversion");
        }

        @Override
        public Feedback at(List<Layer> layers, Timing timing, MatrixProduct product, int lanes) {
            Require.that(
                    timing.dtOverTauU() < 2 * tauPsi,
                    "Inversion.dt",
                    "must be below 2 tau_psi = " + 2 * tauPsi + " (units of tau_u)",
                    timing.dtOverTauU());
            return new InversionDynamics(layers, timing.dtOverTauU() / tauPsi, product, lanes);
        }
    }
}
