package org.apical.app.audit;

import java.util.ArrayList;
import java.util.List;
import org.apical.app.audit.RuleFacts.LayerLocality;
import org.apical.app.experiment.ExperimentFile;
import org.apical.network.description.NetworkWeights;
import org.apical.network.dynamics.Presentation;
import org.apical.network.dynamics.Presentation.Phase;
import org.apical.network.dynamics.Simulation;
import org.apical.network.dynamics.StepObserver;
import org.apical.network.synapse.SynapseView;
import org.apical.neuron.random.RandomStreams;
import org.apical.plasticity.rule.LocalRule;
import org.apical.plasticity.training.Samples;

/** Measures what the rule of the basal synapses reads, on one presentation of the network itself. */
final class BasalReadings extends RuleReadings<LocalRule> {
    private static final int LANES = 2;

    private final AuditedNetwork audited;
    private final VariantRun run;

    BasalReadings(AuditedNetwork audited) {
        this(audited, audited.run());
    }

    private BasalReadings(AuditedNetwork audited, VariantRun run) {
        super(run.rule(), audited.dtMs());
        this.audited = audited;
        this.run = run;
    }

    RuleFacts measure(NetworkWeights weights) {
        Simulation simulation = run.formulation().simulation(LANES);
        List<SynapseRecording> recordings = new ArrayList<>();
        List<LocalRule.Synapses> inNetwork = new ArrayList<>();
        for (int l = 0; l < simulation.layers(); l++) {
            recordings.add(new SynapseRecording(l));
            LocalRule.Synapses synapses = rule().at(SynapseRecording.stepByStep(simulation.synapses(l)));
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
                audited.learning().target().of(shown),
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
                ExperimentFile.name(audited.learning().rule()),
                "basal dendrites",
                layers,
                quantities(
                        last,
                        (end, plastic, alteration) ->
                                last.replay(rule(), last.length() / 2, end, plastic, alteration)));
    }

    private static int[] indices(int samples) {
        return new int[] {0, samples > 1 ? 1 : 0};
    }
}
