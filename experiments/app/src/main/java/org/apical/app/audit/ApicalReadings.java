package org.apical.app.audit;

import java.util.ArrayList;
import java.util.List;
import org.apical.app.experiment.LearnedFeedback;
import org.apical.network.control.OutputTarget;
import org.apical.network.description.NetworkWeights;
import org.apical.network.dynamics.Presentation;
import org.apical.network.dynamics.Presentation.Phase;
import org.apical.network.dynamics.Simulation;
import org.apical.network.dynamics.StepObserver;
import org.apical.network.formulation.Formulation;
import org.apical.plasticity.feedback.FeedbackRule;
import org.apical.plasticity.training.ApicalPlasticity;
import org.apical.plasticity.training.Samples;
import org.apical.plasticity.update.FeedbackUpdate;

/** Measures what the rule of the feedback weights reads, on one presentation from which the network itself learns them. */
final class ApicalReadings extends RuleReadings<FeedbackRule> {
    private static final int LANES = 2;

    private final LearnedFeedback learned;

    ApicalReadings(AuditedNetwork audited, LearnedFeedback learned) {
        super(audited, run -> layer -> run.feedbackRule(learned));
        this.learned = learned;
    }

    RuleFacts measure(NetworkWeights weights) {
        Formulation noisy = run().feedbackFormulation(learned);
        Simulation simulation = noisy.simulation(LANES);
        List<ApicalRecording> recordings = new ArrayList<>();
        for (int l = 0; l < simulation.layers(); l++) {
            recordings.add(new ApicalRecording(l, weights.feedback(l)));
        }
        ApicalPlasticity inNetwork = new ApicalPlasticity(rule(0), simulation);
        inNetwork.begin(weights);
        List<StepObserver> observers = new ArrayList<>(recordings);
        observers.add(inNetwork);
        Samples batch = run().firstBatch();
        Samples shown = batch.select(new int[] {0, batch.size() - 1});
        simulation.present(
                noisy.map(weights),
                new Presentation(shown.lanes(0, LANES), new long[] {0, 1}, Phase.FEEDBACK, run().feedbackRandom()),
                OutputTarget.ownOutput(),
                observers.toArray(StepObserver[]::new));
        FeedbackUpdate live = new FeedbackUpdate(audited().network());
        inNetwork.addTo(live, 1);
        ApicalRecording first = recordings.get(0);
        return new RuleFacts(
                "anti-Hebbian, from noise",
                "apical dendrites",
                localities(recordings, live::feedback),
                quantities(
                        first,
                        rule(0),
                        (end, plastic, alteration) -> lastStep(first, first.length() / 2, end, alteration)));
    }

    /** What the last step adds to the sum that dQ is the mean of: its filters begin with plasticity, which therefore lasts. */
    private double[] lastStep(ApicalRecording recording, int first, int end, Recording.Alteration alteration) {
        int pairs = end - first - 1;
        double[] all = recording.replay(rule(0), first, end, step -> true, alteration);
        double[] before = recording.replay(rule(0), first, end - 1, step -> true, alteration);
        for (int k = 0; k < all.length; k++) {
            all[k] = pairs * all[k] - (pairs - 1) * before[k];
        }
        return all;
    }
}
