package org.apical.app.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apical.app.activity.LayerActivity;
import org.apical.app.study.Spread;

/** Signs, strength of feedback, rates, potentials, synapses and spikes beside those of cortex. */
final class PhysiologyAnswers {
    /** Mean firing rates of pyramidal neurons in cortex are mostly below this (Buzsaki and Mizuseki 2014, Hz). */
    static final double MOST_HZ = 15;

    /** Amplitudes of unitary excitatory potentials between cortical neurons (Song et al. 2005; Lefort et al. 2009, mV). */
    private static final double LEAST_UNITARY_MV = 0.1;

    private static final double MOST_UNITARY_MV = 10;
    private static final double MS_PER_SECOND = 1000;

    private final AuditResult result;
    private final List<Answer> answers = new ArrayList<>();

    private PhysiologyAnswers(AuditResult result) {
        this.result = result;
    }

    static List<Answer> of(AuditResult result) {
        PhysiologyAnswers of = new PhysiologyAnswers(result);
        of.signs();
        of.physiology();
        return of.answers;
    }

    private void signs() {
        Spread mixed = result.over(
                s -> s.signs().stream().mapToDouble(SignFacts::mixedAfter).max().orElse(0));
        Spread changed = result.over(
                s -> s.signs().stream().mapToDouble(SignFacts::changed).max().orElse(0));
        boolean apart = result.experiment().neurons().synapses().basal().signs() > 1;
        answers.add(Answer.of(
                "dale",
                "Do its synapses keep Dale's law?",
                apart || mixed.mean() == 0,
                (apart ? "excitatory and inhibitory synapses are apart; as signed numbers " : "")
                        + AuditWords.mean(Scores.percent(mixed), 1)
                        + " % of presynaptic units have weights of both signs, "
                        + AuditWords.mean(Scores.percent(changed), 1) + " % of weights change sign"));
    }

    private void physiology() {
        double[] ratios = result.seeds().stream()
                .flatMapToDouble(
                        s -> java.util.stream.Stream.concat(s.strengthBefore().stream(), s.strengthAfter().stream())
                                .mapToDouble(StrengthFacts::ratio))
                .sorted()
                .toArray();
        if (ratios.length > 0) {
            answers.add(new Answer(
                    "feedback_strength",
                    "How strong is feedback beside basal drive?",
                    AuditWords.number(ratios[0]) + " to " + AuditWords.number(ratios[ratios.length - 1]),
                    "rms of the apical relative to that of the basal contribution, lowest and highest of layers, seeds, before and after learning",
                    Optional.empty(),
                    "1"));
        }
        if (result.seeds().stream().anyMatch(s -> s.activity().isEmpty())) {
            answers.add(Answer.none(
                    "rates_are_cortical",
                    "Do its neurons fire at cortical rates?",
                    "it has no neurons, or a presentation diverges"));
            return;
        }
        Spread rate = result.over(s ->
                s.activity().stream().mapToDouble(LayerActivity::meanHz).max().orElse(Double.NaN));
        answers.add(Answer.atMost(
                "rates_are_cortical",
                "Do its neurons fire at cortical rates, below " + AuditWords.plain(MOST_HZ) + " Hz?",
                MOST_HZ,
                rate,
                "Hz",
                "mean rate of the layer that fires most " + AuditWords.interval(rate, 1, " Hz")
                        + "; the unit and sample with the highest "
                        + AuditWords.number(result.seeds().stream()
                                .flatMap(s -> s.activity().stream())
                                .mapToDouble(LayerActivity::highestHz)
                                .max()
                                .orElse(Double.NaN))
                        + " Hz"));
        Spread outside = Scores.percent(result.over(s -> s.activity().stream()
                .flatMap(layer -> layer.potentials().stream())
                .mapToDouble(o -> o.outside())
                .max()
                .orElse(0)));
        answers.add(Answer.atMost(
                "potentials_in_range",
                "Do potentials stay within physiological ranges?",
                0.1,
                outside,
                "%",
                AuditWords.interval(outside, 2, " %")
                        + " of neurons and time outside, in the compartment that is outside most"));
        unitary();
        Spread spikes = result.over(this::spikesPerSample);
        answers.add(new Answer(
                "spikes_per_sample",
                "How many spikes does a sample take?",
                Long.toString(Math.round(spikes.mean())),
                "of all layers in "
                        + AuditWords.plain(result.experiment().timing().freeMs()
                                + result.experiment().timing().controlledMs())
                        + " ms, " + AuditWords.interval(spikes, 0, ""),
                Optional.of(spikes),
                "1"));
    }

    /** Unitary excitatory potentials in cortex have amplitudes of some tenths of a millivolt to some millivolts. */
    private void unitary() {
        String question = "Are synapses as strong as in cortex, " + AuditWords.plain(LEAST_UNITARY_MV) + " to "
                + AuditWords.plain(MOST_UNITARY_MV) + " mV a spike?";
        Spread unitary = result.over(
                s -> s.unitaryMv().stream().mapToDouble(mv -> mv).average().orElse(Double.NaN));
        if (Double.isNaN(unitary.mean())) {
            answers.add(Answer.none("synapses_are_cortical", question, "no layer projects to another one"));
            return;
        }
        boolean within = unitary.mean() >= LEAST_UNITARY_MV && unitary.mean() <= MOST_UNITARY_MV;
        answers.add(new Answer(
                "synapses_are_cortical",
                question,
                within ? Answer.YES : Answer.NO,
                "a spike of one presynaptic neuron moves a soma by " + AuditWords.spread(unitary, "%.2g")
                        + " mV (rms over synapses between layers; time integral over tau_m + tau_b)",
                Optional.of(unitary),
                "mV"));
    }

    /** Spikes of all layers in a presentation: those of F3, in F2 those that its rates stand for. */
    private double spikesPerSample(SeedFacts seed) {
        double seconds = (result.experiment().timing().freeMs()
                        + result.experiment().timing().controlledMs())
                / MS_PER_SECOND;
        double sum = 0;
        for (int l = 0; l < seed.activity().size(); l++) {
            sum += seed.activity().get(l).meanHz() * result.neurons().get(l).neurons() * seconds;
        }
        return sum;
    }
}
