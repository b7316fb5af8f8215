package org.apical.network.synapse;

import static org.apical.network.TestNetworks.PRODUCT;
import static org.apical.network.TestNetworks.controller;
import static org.apical.network.TestNetworks.neurons;
import static org.apical.network.TestNetworks.shifted;
import static org.apical.network.TestNetworks.tanh;
import static org.apical.network.TestNetworks.timing;
import static org.apical.network.TestNetworks.uniform;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apical.network.TestNetworks;
import org.apical.network.description.NetworkDescription;
import org.apical.network.dynamics.Simulation;
import org.apical.network.formulation.Formulation;
import org.apical.network.formulation.GradedFormulation;
import org.apical.network.synapse.Postsynaptic.Output;
import org.apical.neuron.compartment.Coupling;
import org.apical.neuron.compartment.ExactIntegration;
import org.apical.neuron.compartment.PyramidalCell;
import org.junit.jupiter.api.Test;

class PostsynapticTest {
    private static final int LANES = 3;
    private static final NetworkDescription NETWORK = tanh(5, 8, 7, 2);

    /** A rule may take the output for phi(V_s): it is, to the bit, while the network moves. */
    @Test
    void aGradedOutputIsTheTransferFunctionOfTheSoma() {
        PyramidalCell cell = PyramidalCell.standard().withCoupling(Coupling.RECIPROCAL);
        List<Formulation> formulations = List.of(
                TestNetworks.rates(NETWORK, timing(20, 0.02), controller(0.1, 1), 0.2),
                new GradedFormulation(
                        NETWORK,
                        timing(20, 0.005),
                        controller(0.1, 1),
                        neurons(cell),
                        new ExactIntegration(cell, 0.5),
                        PRODUCT));
        for (Formulation formulation : formulations) {
            Simulation simulation = TestNetworks.run(
                    formulation,
                    TestNetworks.weights(NETWORK, 4),
                    uniform(1, 5 * LANES),
                    LANES,
                    shifted(uniform(2, 2 * LANES)));
            for (int l = 0; l < 3; l++) {
                Postsynaptic post = simulation.layer(l).postsynaptic();
                assertThat(post.kind()).isEqualTo(Output.RATE);
                double[] v = TestNetworks.potentials(simulation)[l];
                double[] rate = new double[v.length];
                post.constants().transfer().apply(PRODUCT.kernels(), v, rate, v.length);
                assertThat(post.output()).isEqualTo(rate);
            }
        }
    }
}
