package org.apical.plasticity.reference;

import java.util.ArrayList;
import java.util.List;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.network.theory.LinearisedNetwork;
import org.ejml.data.DMatrixRMaj;

/** Mean over samples of the cosines between Q_i and the rows of layer i of a reference (n x n_L). */
final class CosineMean {
    private final double[] layers;
    private double total;

    CosineMean(int layers) {
        this.layers = new double[layers];
    }

    void add(
            NetworkDescription network,
            NetworkWeights weights,
            LinearisedNetwork linear,
            DMatrixRMaj reference,
            double factor) {
        double[] all = new double[3];
        for (int l = 0; l < layers.length; l++) {
            double[] here = new double[3];
            double[] q = weights.feedback(l);
            int first = linear.offset(l) * network.outputs();
            for (int k = 0; k < q.length; k++) {
                double x = reference.data[first + k];
                here[0] += q[k] * x;
                here[1] += q[k] * q[k];
                here[2] += x * x;
            }
            layers[l] += factor * cosine(here);
            for (int m = 0; m < here.length; m++) {
                all[m] += here[m];
            }
        }
        total += factor * cosine(all);
    }

    private static double cosine(double[] products) {
        return products[0] / Math.sqrt(products[1] * products[2]);
    }

    FeedbackCosines mean() {
        List<Double> list = new ArrayList<>();
        for (double c : layers) {
            list.add(c);
        }
        return new FeedbackCosines(list, total);
    }
}
