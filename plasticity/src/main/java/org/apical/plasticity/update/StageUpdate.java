package org.apical.plasticity.update;

import java.util.Arrays;
import org.apical.network.adaptive.AdaptiveRates;
import org.apical.network.adaptive.StageObserver;
import org.apical.network.description.NetworkDescription;
import org.apical.neuron.kernel.MatrixProduct;

/**
 * The update (phi(v_i) - phi(v_i^ff)) r_{i-1}^T of dendritic prediction, read at the stages of adaptive steps with their weights: the integral over time of physics.md 1, summed over lanes, one product a layer and step. The
 * constant input is multiplied once, after its errors are summed. Allocates nothing after construction. Not thread-safe.
 */
public final class StageUpdate implements StageObserver {
    private final NetworkDescription network;
    private final MatrixProduct product;
    private final int most;
    private final WeightUpdate update;
    private final double[] error;
    private final double[] first;
    private long products;

    /** @param most lanes side by side */
    public StageUpdate(NetworkDescription network, MatrixProduct product, int most) {
        this.network = network;
        this.product = product;
        this.most = most;
        this.update = new WeightUpdate(network);
        int widest = 0;
        for (int l = 0; l < network.layers(); l++) {
            widest = Math.max(widest, network.units(l));
        }
        this.error = new double[widest * AdaptiveRates.STAGES * most];
        this.first = new double[network.units(0) * most];
    }

    /** A new presentation. */
    public void begin() {
        update.clear();
        Arrays.fill(first, 0);
        products = 0;
    }

    @Override
    public void onStep(AdaptiveRates state) {
        int width = AdaptiveRates.STAGES * state.lanes();
        double[] weight = state.weights();
        products += width;
        for (int l = 0; l < network.layers(); l++) {
            int units = network.units(l);
            double[] rate = state.rate(l);
            network.transfer(l).apply(product.kernels(), state.drive(l), error, units * width);
            double[] bias = update.bias(l);
            for (int unit = 0; unit < units; unit++) {
                double sum = 0;
                for (int k = unit * width, s = 0; s < width; k++, s++) {
                    error[k] = weight[s] == 0 ? 0 : weight[s] * (rate[k] - error[k]);
                    sum += error[k];
                }
                bias[unit] += sum;
            }
            if (l == 0) {
                gather(state, units, width);
            } else {
                product.multiplyTransposedAdd(
                        units, width, network.presynapticUnits(l), error, state.rate(l - 1), update.forward(l));
            }
        }
    }

    private void gather(AdaptiveRates state, int units, int width) {
        for (int unit = 0; unit < units; unit++) {
            for (int s = 0; s < width; s++) {
                first[unit * most + state.sample(s % state.lanes())] += error[unit * width + s];
            }
        }
    }

    /**
     * What the presentation asks for.
     *
     * @param input r_0 of it, [input][lane], as many lanes as there may be
     */
    public WeightUpdate finish(double[] input) {
        product.multiplyTransposedAdd(network.units(0), most, network.inputs(), first, input, update.forward(0));
        return update;
    }

    /** Products with rates of one lane that made the update of each hidden matrix. */
    public long products() {
        return products;
    }
}
