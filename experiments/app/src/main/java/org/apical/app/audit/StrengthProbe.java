package org.apical.app.audit;

import java.util.ArrayList;
import java.util.List;
import org.apical.app.experiment.Form;
import org.apical.network.description.NetworkDescription;
import org.apical.network.description.NetworkWeights;
import org.apical.network.dynamics.Layer;
import org.apical.network.dynamics.Simulation;
import org.apical.network.synapse.NeuronConstants;
import org.apical.network.synapse.Postsynaptic;

/** Measures how strongly apical dendrites drive their somata beside basal ones, while the controller is on. */
record StrengthProbe(AuditedNetwork audited) {
    private static final int MOST_LANES = 16;

    List<StrengthFacts> measure(NetworkWeights weights) {
        VariantRun run = audited.run();
        NetworkDescription network = audited.network();
        int lanes = Math.min(MOST_LANES, run.firstBatch().size());
        Simulation simulation = run.formulation().simulation(lanes);
        Watch[] watches = new Watch[network.layers()];
        for (int l = 0; l < watches.length; l++) {
            watches[l] = new Watch(simulation.layer(l));
        }
        run.present(simulation, run.formulation(), weights, (controlled, step, state) -> {
            if (controlled) {
                for (Watch watch : watches) {
                    watch.step(step == 0);
                }
            }
        });
        boolean volts = audited.form() != Form.F1;
        List<StrengthFacts> facts = new ArrayList<>();
        for (int l = 0; l < watches.length; l++) {
            facts.add(watches[l].facts(network.chain().get(l).name(), volts));
        }
        return facts;
    }

    /** One layer. Where somata spike, and may reset, the apical part is what V_a says, in units of feedback. */
    private static final class Watch {
        private final Layer layer;
        private final Postsynaptic post;
        private final double[] restMv;
        private double basal;
        private double apical;
        private double lowest = Double.POSITIVE_INFINITY;
        private long count;

        Watch(Layer layer) {
            this.layer = layer;
            this.post = layer.postsynaptic();
            this.restMv = new double[layer.apical().length];
        }

        void step(boolean onset) {
            double[] va = layer.apical();
            if (onset) {
                System.arraycopy(va, 0, restMv, 0, restMv.length);
            }
            NeuronConstants c = post.constants();
            boolean spikes = post.kind() == Postsynaptic.Output.SPIKES;
            double[] soma = post.soma();
            double[] dendrite = post.basal();
            double perFeedback = layer.apicalPerFeedback();
            for (int k = 0; k < va.length; k++) {
                double predicted = (dendrite[k] - c.basalOrigin()) / c.basalScale();
                double added = spikes
                        ? (va[k] - restMv[k]) / perFeedback
                        : (soma[k] - c.somaOrigin()) / c.somaScale() - predicted;
                basal += predicted * predicted;
                apical += added * added;
            }
            count += va.length;
            if (!spikes) {
                for (double hz : layer.transmitted()) {
                    lowest = Math.min(lowest, hz);
                }
            }
        }

        StrengthFacts facts(String name, boolean volts) {
            double perUnit = volts ? post.constants().somaScale() : Double.NaN;
            double b = Math.sqrt(basal / count);
            double a = Math.sqrt(apical / count);
            double hz = volts && Double.isFinite(lowest) ? lowest : Double.NaN;
            return new StrengthFacts(name, b, a, perUnit * b, perUnit * a, hz);
        }
    }
}
