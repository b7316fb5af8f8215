package org.apical.app.study.ladder;

import java.util.Arrays;
import java.util.Locale;
import org.apical.app.experiment.Form;
import org.apical.app.study.StudyNetwork;
import org.apical.network.description.NetworkDescription;
import org.apical.network.formulation.AbstractPotentials;
import org.apical.network.formulation.Formulation;
import org.apical.neuron.kernel.MatrixProduct;
import org.apical.neuron.parameter.Grid;
import org.apical.neuron.reduction.RateCode;
import org.apical.plasticity.training.Samples;

/** F3 with somata that reset, simulated neuron by neuron: firing rates beside the transfer function that F1 has. */
record SomaRungs(LadderPlan plan, MatrixProduct product) {
    private static final String CODE = "baselineHz: 30, gainHz: 20}";

    /** A kind of soma. */
    enum Soma {
        /** Leaky integrate-and-fire; its f-I curve is a closed form. */
        LIF("{kind: lif, thresholdMv: -55, resetMv: -65, refractoryMs: 2}"),
        /** Adaptive exponential; its f-I curve is measured. */
        ADEX(
                "{kind: adaptive exponential, slopeMv: 2, thresholdMv: -55, peakMv: -40, resetMv: -65, refractoryMs: 2, adaptationNanoS: 1, adaptationPicoA: 20, adaptationTauMs: 100}");

        private final String described;

        Soma(String described) {
            this.described = described;
        }

        String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Fewer hidden units; the cells of the study neurons with which adaptive exponential somata carry themselves up. */
    StudyNetwork network(Soma soma, double neurons, double noiseMv, int repetition) {
        StudyNetwork network = plan.network(repetition)
                .with("layers[0].units", plan.somaUnits())
                .with("layers[0].transfer", "f-I curve")
                .with("layers[1].transfer", "f-I curve")
                .with("neurons.cell.soma", "{capacitancePicoF: 400, leakNanoS: 2}")
                .with("neurons.cell.basalCouplingNanoS", 12)
                .with("neurons.cell.apicalCouplingNanoS", 6)
                .with("neurons.hidden", "{offsetMv: 20, scaleMv: 3, " + CODE)
                .with("neurons.output", "{offsetMv: 20, scaleMv: 0.6, " + CODE)
                .with("spikes.soma", soma.described)
                .with("spikes.neuronsPerUnit", Math.round(neurons))
                .with("spikes.noiseMv", noiseMv)
                .with("timing.dtMs", LadderPlan.SOMA_STEP_MS);
        return soma == Soma.ADEX ? network.with("spikes.partMs", LadderPlan.SOMA_STEP_MS) : network;
    }

    /** Rate over that of the transfer function at the mean potential, less 1: largest, and rms over units; the rms that Poisson spikes would have. */
    double[] rates(Soma soma, double neurons, double noiseMv, int repetition) {
        LadderNetwork net = LadderNetwork.of(network(soma, neurons, noiseMv, repetition), product);
        NetworkDescription network = net.network();
        Samples sample = net.samples(1);
        Formulation spiking = net.formulations().of(Form.F3);
        double dtMs = LadderPlan.SOMA_STEP_MS;
        int settle = Grid.steps("settleMs", LadderPlan.SOMA_SETTLE_MS, dtMs);
        int steps = Grid.steps("somaMs", plan.somaMs(), dtMs);
        Formulation free = spiking.withTiming(spiking.timing().withSteps(settle + steps, settle, 1));
        AbstractPotentials potentials =
                new AbstractPotentials(network, net.formulations().neurons());
        double[][] v = new double[network.layers()][];
        double[][] r = new double[network.layers()][];
        for (int l = 0; l < v.length; l++) {
            v[l] = new double[network.units(l)];
            r[l] = new double[network.units(l)];
        }
        free.simulation(1).free(free.map(net.weights()), net.repeated(sample, 1), (on, step, state) -> {
            for (int l = 0; step >= -steps && l < v.length; l++) {
                potentials.add(state, l, 1.0 / steps, v[l]);
                double[] output = state.layer(l).output();
                for (int i = 0; i < output.length; i++) {
                    r[l][i] += output[i] / steps;
                }
            }
        });
        double worst = 0;
        double squares = 0;
        double poisson = 0;
        int units = Arrays.stream(v).mapToInt(x -> x.length).sum();
        for (int l = 0; l < v.length; l++) {
            RateCode code = net.formulations().neurons().rateCodes(network).get(l + 1);
            for (int i = 0; i < v[l].length; i++) {
                double expected = code.hz(network.transfer(l).value(v[l][i]));
                double off = code.hz(r[l][i]) / expected - 1;
                worst = Math.max(worst, Math.abs(off));
                squares += off * off / units;
                poisson += 1 / (expected * neurons * plan.somaMs() / 1000) / units;
            }
        }
        return new double[] {worst, Math.sqrt(squares), Math.sqrt(poisson)};
    }
}
