package org.apical.app.audit;

import java.util.ArrayList;
import java.util.List;
import org.apical.app.experiment.ExperimentFile;
import org.apical.network.description.NetworkWeights;
import org.apical.network.dynamics.Simulation;
import org.apical.network.dynamics.StepObserver;
import org.apical.plasticity.rule.LocalRule;

/** Measures what the rule of the basal synapses reads, on one presentation of the network itself. */
final class BasalReadings extends RuleReadings<LocalRule> {
    private static final int LANES = 2;

    BasalReadings(AuditedNetwork audited) {
        super(audited, run -> run.rule()::of);
    }

    RuleFacts measure(NetworkWeights weights) {
        Simulation simulation = run().formulation().simulation(LANES);
        List<SynapseRecording> recordings = new ArrayList<>();
        List<LocalRule.Synapses> inNetwork = new ArrayList<>();
        for (int l = 0; l < simulation.layers(); l++) {
            recordings.add(new SynapseRecording(l));
            LocalRule.Synapses synapses = rule(l).at(SynapseRecording.stepByStep(simulation.synapses(l)));
            synapses.begin();
            inNetwork.add(synapses);
        }
        List<StepObserver> observers = new ArrayList<>(recordings);
        observers.add((controlled, step, state) -> inNetwork.forEach(s -> s.step(controlled)));
        run().present(simulation, run().formulation(), weights, observers.toArray(StepObserver[]::new));
        int top = recordings.size() - 1;
        SynapseRecording last = recordings.get(top);
        return new RuleFacts(
                ExperimentFile.name(audited().learning().rule()),
                "basal dendrites",
                localities(recordings, l -> SynapseRecording.change(inNetwork.get(l), simulation.synapses(l))),
                quantities(
                        last,
                        rule(top),
                        (end, plastic, alteration) ->
                                last.replay(rule(top), last.length() / 2, end, plastic, alteration)));
    }
}
