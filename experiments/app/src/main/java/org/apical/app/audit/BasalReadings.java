package org.apical.app.audit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.apical.app.audit.RuleFacts.LayerLocality;
import org.apical.app.audit.RuleFacts.QuantityFacts;
import org.apical.app.experiment.ExperimentFile;
import org.apical.network.description.NetworkWeights;
import org.apical.network.dynamics.Presentation;
import org.apical.network.dynamics.Presentation.Phase;
import org.apical.network.dynamics.Simulation;
import org.apical.network.dynamics.StepObserver;
import org.apical.network.synapse.Postsynaptic;
import org.apical.network.synapse.Quantity;
import org.apical.network.synapse.Reading;
import org.apical.network.synapse.SynapseView;
import org.apical.neuron.random.RandomStreams;
import org.apical.plasticity.rule.LocalRule;
import org.apical.plasticity.training.Samples;

/** Measures what the rule of the basal synapses reads, on one presentation of the network itself. */
final class BasalReadings {
    private static final int LANES = 2;

    private final AuditedNetwork audited;
    private final VariantRun run;
    private final LocalRule rule;

    BasalReadings(AuditedNetwork audited) {
        this.audited = audited;
        this.run = audited.run();
        this.rule = run.rule();
    }

    RuleFacts measure(NetworkWeights weights) {
        Simulation simulation = run.formulation().simulation(LANES);
        List<SynapseRecording> recordings = new ArrayList<>();
        List<LocalRule.Synapses> inNetwork = new ArrayList<>();
        for (int l = 0; l < simulation.layers(); l++) {
            recordings.add(new SynapseRecording(l));
            LocalRule.Synapses synapses = rule.at(SynapseRecording.stepByStep(simulation.synapses(l)));
            synapses.begin();
            inNetwork.add(synapses);
        }
        StepObserver learning = (controlled, step, state) -> inNetwork.forEach(s -> s.step(controlled));
        List<StepObserver> observers = new ArrayList<>(recordings);
        observers.add(learning);
        Samples shown = run.firstBatch().select(indices(run.firstBatch().size()));
        simulation.present(
                run.formulation().map(weights),
                new Presentation(
                        shown.lanes(0, LANES), new long[] {0, 1}, Phase.PROBE, new RandomStreams(audited.seed())),
                audited.learning().target().of(shown.labels()),
                observers.toArray(StepObserver[]::new));
        List<LayerLocality> layers = new ArrayList<>();
        for (int l = 0; l < simulation.layers(); l++) {
            SynapseView view = simulation.synapses(l);
            double[] live = SynapseRecording.change(
                    inNetwork.get(l), view.post().units(), view.pre().units());
            String name = audited.network().chain().get(l).name();
            layers.add(locality(name, recordings.get(l), live));
        }
        SynapseRecording last = recordings.get(recordings.size() - 1);
        return new RuleFacts(
                ExperimentFile.name(audited.learning().rule()), "basal dendrites", layers, quantities(last));
    }

    private static int[] indices(int samples) {
        return new int[] {0, samples > 1 ? 1 : 0};
    }

    private LayerLocality locality(String name, SynapseRecording recording, double[] live) {
        Postsynaptic.Output kind = recording.kind();
        double[] alone = recording.replay(rule);
        EnumSet<Quantity> undeclared = EnumSet.copyOf(recording.exists());
        rule.quantities().forEach(q -> undeclared.removeAll(with(q, kind)));
        List<Quantity> unreached = new ArrayList<>();
        for (Quantity quantity : rule.quantities()) {
            double[] change = recording.replay(rule, with(quantity, kind));
            if (Arrays.stream(change).noneMatch(Double::isNaN)) {
                unreached.add(quantity);
            }
        }
        return new LayerLocality(
                name,
                recording.weights(),
                different(alone, live),
                different(recording.replay(rule, undeclared), alone),
                unreached);
    }

    /** A graded output is phi(V_s), handed out with it. */
    private static Set<Quantity> with(Quantity quantity, Postsynaptic.Output kind) {
        return quantity == Quantity.SOMATIC_POTENTIAL && kind == Postsynaptic.Output.RATE
                ? EnumSet.of(quantity, Quantity.OUTPUT)
                : EnumSet.of(quantity);
    }

    /** Elements that are not the same bits. */
    static long different(double[] x, double[] y) {
        long count = 0;
        for (int k = 0; k < x.length; k++) {
            count += Double.doubleToRawLongBits(x[k]) == Double.doubleToRawLongBits(y[k]) ? 0 : 1;
        }
        return count;
    }

    private List<QuantityFacts> quantities(SynapseRecording recording) {
        double dtMs = audited.dtMs();
        int first = recording.length() / 2;
        ReadingWindow window = new ReadingWindow(
                recording.length(),
                dtMs,
                (end, plastic, alteration) -> recording.replay(rule, first, end, plastic, alteration));
        List<QuantityFacts> facts = new ArrayList<>();
        for (Quantity quantity : recording.exists()) {
            List<Reading> readings = rule.reads().stream()
                    .filter(r -> r.quantity() == quantity)
                    .sorted(java.util.Comparator.comparingDouble(Reading::windowMs))
                    .toList();
            double declared =
                    readings.stream().mapToDouble(Reading::windowMs).max().orElse(0);
            boolean measured = !readings.isEmpty() && quantity != Quantity.POPULATION_CONSTANTS;
            boolean potential = quantity == Quantity.SOMATIC_POTENTIAL || quantity == Quantity.LOCAL_POTENTIAL;
            double felt = measured
                    ? window.measure(with(quantity, recording.kind()), declared, potential ? recording.unit() : 1)
                    : Double.NaN;
            facts.add(new QuantityFacts(quantity, readings, declared, felt));
        }
        return facts;
    }
}
