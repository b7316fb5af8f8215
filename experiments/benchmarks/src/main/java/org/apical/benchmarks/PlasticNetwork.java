package org.apical.benchmarks;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.apical.network.control.NoControl;
import org.apical.network.description.Connectivity;
import org.apical.network.description.InitialWeights;
import org.apical.network.description.LayerDescription;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.ProjectionDescription;
import org.apical.network.description.Site;
import org.apical.network.description.SynapticWeights;
import org.apical.network.dynamics.Presentation;
import org.apical.network.dynamics.Timing;
import org.apical.network.dynamics.Timing.ControlTiming;
import org.apical.network.dynamics.Timing.Transmission;
import org.apical.network.formulation.NeuronSet;
import org.apical.network.formulation.SpikingFormulation;
import org.apical.neuron.kernel.MatrixProduct;
import org.apical.neuron.random.RandomStreams;
import org.apical.neuron.reduction.RateCode;
import org.apical.neuron.reduction.UnitCode;
import org.apical.neuron.transfer.Sigmoid;
import org.apical.plasticity.rule.DendriticPrediction;
import org.apical.plasticity.rule.DendriticPrediction.Teacher;
import org.apical.plasticity.rule.Prediction;

/**
 * bench-plastic: Poisson sources at 20 Hz onto single neurons of bench-784, all to all; dendritic prediction, spike form, the prediction filtered through the soma.
 * The expected rate is that of Urbanczik and Senn (2014), 150 Hz / (1 + 0.5 exp((theta - V)/3 mV)), as in NEST's neuron, with a theta of -47.3 mV for which it
 * equals, on average, the 14 Hz at which these neurons fire: with the -55 mV of a neuron without reset the weights would soon silence them.
 *
 * @param sources Poisson sources
 * @param neurons neurons that learn
 * @param meanPicoA mean weight (pA per spike)
 * @param deviationPicoA standard deviation of the weights
 */
record PlasticNetwork(int sources, int neurons, double meanPicoA, double deviationPicoA) {
    /** The network of the benchmark. */
    static final PlasticNetwork BENCH_PLASTIC = new PlasticNetwork(784, 256, 4.25, 12);

    /** pA per spike and unit of the rule's change: within a second the weights move by a twentieth of their spread. */
    static final double ETA_PICOA = 1e-3;

    private static final double SLOPE_MV = 3;
    private static final double MAXIMUM_HZ = 150;
    /** theta + 3 mV ln 0.5, above E_L = -70 mV. */
    private static final double HALF_MV = 22.7 + SLOPE_MV * Math.log(0.5);

    SpikingFormulation formulation(int steps, MatrixProduct product) {
        double dtMs = BenchmarkNetwork.DT_MS;
        UnitCode code = new UnitCode(HALF_MV, SLOPE_MV, new RateCode(0, MAXIMUM_HZ));
        return new SpikingFormulation(
                description(),
                new Timing(steps, 0, 1, dtMs / 100, Transmission.PREVIOUS_STEP, ControlTiming.PROACTIVE),
                new NoControl(),
                new NeuronSet(BenchmarkNetwork.cell(), new RateCode(0, BenchmarkNetwork.RATE_HZ), code, code),
                BenchmarkNetwork.units(),
                BenchmarkNetwork.SYNAPSE_MS,
                dtMs,
                product);
    }

    private NetworkDescription description() {
        LayerDescription layer = new LayerDescription("neurons", neurons, new Sigmoid(), false);
        ProjectionDescription forward = new ProjectionDescription(
                "input",
                "neurons",
                Site.BASAL,
                new Connectivity.Dense(),
                BenchmarkNetwork.DT_MS,
                new InitialWeights.Normal(0, 1));
        return new NetworkDescription("input", sources, List.of(layer), List.of(), List.of(forward), List.of());
    }

    DendriticPrediction rule(MatrixProduct product) {
        double somaMs = BenchmarkNetwork.cell().somaticTimeConstantMs();
        return new DendriticPrediction(
                Teacher.OWN_SPIKES, new Prediction.ThroughSoma(somaMs, BenchmarkNetwork.DT_MS), product);
    }

    SynapticWeights weights() {
        SplittableRandom random = new SplittableRandom(1);
        double[] w = new double[neurons * sources];
        Arrays.setAll(w, k -> meanPicoA + deviationPicoA * random.nextGaussian());
        return new SynapticWeights(
                description(),
                new double[][] {w},
                new double[][] {new double[neurons]},
                new double[][] {new double[neurons * neurons]},
                new double[0][]);
    }

    /** Every source at its rate. */
    Presentation presentation() {
        double[] one = new double[sources];
        Arrays.fill(one, 1);
        return new Presentation(one, new long[1], Presentation.Phase.PROBE, new RandomStreams(1));
    }
}
