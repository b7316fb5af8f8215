package org.apical.app.audit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import org.apical.app.audit.RuleFacts.LayerLocality;
import org.apical.app.audit.RuleFacts.QuantityFacts;
import org.apical.app.experiment.LearnedFeedback;
import org.apical.network.control.OutputTarget;
import org.apical.network.description.NetworkWeights;
import org.apical.network.dynamics.Presentation;
import org.apical.network.dynamics.Presentation.Phase;
import org.apical.network.dynamics.Simulation;
import org.apical.network.dynamics.StepObserver;
import org.apical.network.formulation.Formulation;
import org.apical.network.synapse.Quantity;
import org.apical.network.synapse.Reading;
import org.apical.plasticity.feedback.FeedbackRule;
import org.apical.plasticity.training.ApicalPlasticity;
import org.apical.plasticity.training.Samples;
import org.apical.plasticity.update.FeedbackUpdate;

/** Measures what the rule of the feedback weights reads, on one presentation from which the network itself learns them. */
final class ApicalReadings {
    private static final int LANES = 2;

    private final AuditedNetwork audited;
    private final VariantRun run;
    private final LearnedFeedback learned;
    private final FeedbackRule rule;

    ApicalReadings(AuditedNetwork audited, LearnedFeedback learned) {
        this.audited = audited;
        this.run = audited.run();
        this.learned = learned;
        this.rule = run.feedbackRule(learned);
    }

    RuleFacts measure(NetworkWeights weights) {
        Formulation noisy = run.feedbackFormulation(learned);
        Simulation simulation = noisy.simulation(LANES);
        List<ApicalRecording> recordings = new ArrayList<>();
        for (int l = 0; l < simulation.layers(); l++) {
            recordings.add(new ApicalRecording(l, weights.feedback(l)));
        }
        ApicalPlasticity inNetwork = new ApicalPlasticity(rule, simulation);
        inNetwork.begin(weights);
        List<StepObserver> observers = new ArrayList<>(recordings);
        observers.add(inNetwork);
        Samples batch = run.firstBatch();
        Samples shown = batch.select(new int[] {0, batch.size() - 1});
        simulation.present(
                noisy.map(weights),
                new Presentation(shown.lanes(0, LANES), new long[] {0, 1}, Phase.FEEDBACK, run.feedbackRandom()),
                OutputTarget.ownOutput(),
                observers.toArray(StepObserver[]::new));
        FeedbackUpdate live = new FeedbackUpdate(audited.network());
        inNetwork.addTo(live, 1);
        List<LayerLocality> layers = new ArrayList<>();
        for (int l = 0; l < recordings.size(); l++) {
            layers.add(locality(audited.network().chain().get(l).name(), recordings.get(l), live.feedback(l)));
        }
        return new RuleFacts("anti-Hebbian, from noise", "apical dendrites", layers, quantities(recordings.get(0)));
    }

    private LayerLocality locality(String name, ApicalRecording recording, double[] live) {
        double[] alone = recording.replay(rule);
        EnumSet<Quantity> undeclared = EnumSet.copyOf(recording.exists());
        undeclared.removeAll(rule.quantities());
        List<Quantity> unreached = new ArrayList<>();
        for (Quantity quantity : rule.quantities()) {
            double[] change = recording.replay(rule, EnumSet.of(quantity));
            if (Arrays.stream(change).noneMatch(Double::isNaN)) {
                unreached.add(quantity);
            }
        }
        return new LayerLocality(
                name,
                recording.weights(),
                BasalReadings.different(alone, live),
                BasalReadings.different(recording.replay(rule, undeclared), alone),
                unreached);
    }

    private List<QuantityFacts> quantities(ApicalRecording recording) {
        int first = recording.length() / 2;
        ReadingWindow window = new ReadingWindow(
                recording.length(),
                audited.dtMs(),
                (end, plastic, alteration) -> lastStep(recording, first, end, alteration));
        List<QuantityFacts> facts = new ArrayList<>();
        for (Quantity quantity : recording.exists()) {
            List<Reading> readings = rule.reads().stream()
                    .filter(r -> r.quantity() == quantity)
                    .sorted(Comparator.comparingDouble(Reading::windowMs))
                    .toList();
            double declared =
                    readings.stream().mapToDouble(Reading::windowMs).max().orElse(0);
            boolean varies = quantity == Quantity.LOCAL_POTENTIAL || quantity == Quantity.PRESYNAPTIC_TRACE;
            // what is kept from the start has no window
            double felt = varies && !readings.isEmpty() && Double.isFinite(declared)
                    ? window.measure(
                            EnumSet.of(quantity), declared, quantity == Quantity.LOCAL_POTENTIAL ? recording.unit() : 1)
                    : Double.NaN;
            facts.add(new QuantityFacts(quantity, readings, declared, felt));
        }
        return facts;
    }

    /** What the last step adds to the sum that dQ is the mean of: its filters begin with plasticity, which therefore lasts. */
    private double[] lastStep(ApicalRecording recording, int first, int end, SynapseRecording.Alteration alteration) {
        int pairs = end - first - 1;
        double[] all = recording.replay(rule, first, end, step -> true, alteration);
        double[] before = recording.replay(rule, first, end - 1, step -> true, alteration);
        for (int k = 0; k < all.length; k++) {
            all[k] = pairs * all[k] - (pairs - 1) * before[k];
        }
        return all;
    }
}
