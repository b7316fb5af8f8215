package org.apical.network.dynamics;

import java.util.Arrays;
import java.util.List;
import org.apical.network.description.SynapticWeights;
import org.apical.network.parallel.Lanes;
import org.apical.network.synapse.NeuronConstants;
import org.apical.neuron.kernel.MatrixProduct;
import org.apical.neuron.parameter.Require;
import org.apical.neuron.transfer.TransferFunction;

/**
 * Inversion dynamics of the least-control principle (Meulemans et al. 2022, NeurIPS; physics.md 7), for abstract units:
 *
 * <pre>
 * tau_psi dpsi_L/dt = -psi_L + phi'_L(v_L) o u
 * tau_psi dpsi_i/dt = -psi_i + phi'_i(v_i) o (S_{i+1} psi_{i+1})        i &lt; L
 * </pre>
 *
 * psi_i (n_i) is the control of layer i, S_{i+1} (n_i x n_{i+1}) weights of their own backwards from layer i + 1. With S = W^T the equilibrium is psi = J(v)^T u,
 * J_i = dr_L/dv_i at the controlled state itself: the control of least norm ({@code OptimalControl}); no Q takes part.
 *
 * <p>Discretisation: forward Euler, stable for dt &lt; 2 tau_psi when left alone; from the last layer to the first, each on the new psi of the layer above and
 * on the potentials before the step. 2 n_i n_{i+1} lanes flop a layer and step; allocates nothing after construction.
 */
final class InversionDynamics implements Feedback {
    private final List<Layer> layers;
    private final double dtOverTauPsi;
    private final MatrixProduct product;
    private final int lanes;
    private final double[][] psi;
    private final double[] asked;
    private final double[] slope;

    InversionDynamics(List<Layer> layers, double dtOverTauPsi, MatrixProduct product, int lanes) {
        this.layers = layers;
        this.dtOverTauPsi = dtOverTauPsi;
        this.product = product;
        this.lanes = lanes;
        this.psi = new double[layers.size()][];
        int widest = 0;
        for (int l = 0; l < psi.length; l++) {
            NeuronConstants unit = layers.get(l).postsynaptic().constants();
            Require.that(
                    unit.somaOrigin() == 0 && unit.somaScale() == 1,
                    "InversionDynamics.layers",
                    "must be abstract units",
                    "a soma of scale " + unit.somaScale());
            psi[l] = new double[layers.get(l).units() * lanes];
            widest = Math.max(widest, psi[l].length);
        }
        this.asked = new double[widest];
        this.slope = new double[widest];
    }

    @Override
    public void begin() {
        for (double[] p : psi) {
            Arrays.fill(p, 0);
        }
    }

    @Override
    public void feedBack(SynapticWeights weights, double[] control, double[][] injected) {
        for (int l = psi.length - 1; l >= 0; l--) {
            double[] wanted = l == psi.length - 1 ? control : fromAbove(weights, l);
            Layer layer = layers.get(l);
            TransferFunction phi = layer.postsynaptic().constants().transfer();
            phi.slopes(layer.postsynaptic().soma(), layer.output(), slope, psi[l].length);
            for (int k = 0; k < psi[l].length; k++) {
                psi[l][k] += dtOverTauPsi * (slope[k] * wanted[k] - psi[l][k]);
                injected[l][k] += psi[l][k];
            }
        }
    }

    /** S_{i+1} psi_{i+1}. */
    private double[] fromAbove(SynapticWeights weights, int l) {
        Arrays.fill(asked, 0, psi[l].length, 0);
        int units = layers.get(l).units();
        product.multiplyAdd(units, layers.get(l + 1).units(), lanes, weights.backward(l + 1), psi[l + 1], asked);
        return asked;
    }

    @Override
    public void take(Feedback from, int[] taken) {
        InversionDynamics other = (InversionDynamics) from;
        for (int l = 0; l < psi.length; l++) {
            Lanes.take(other.psi[l], psi[l], taken);
        }
    }
}
