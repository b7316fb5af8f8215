package org.apical.app.audit;

import java.util.List;
import org.apical.app.experiment.Experiment;

/**
 * What an audit measured.
 *
 * @param experiment the audited one, as its main training took it
 * @param training how well it learned
 * @param sweeps as the short trainings took it
 * @param neurons of each layer
 * @param rules what each rule reads
 * @param pathways all of them
 * @param transport feedback weights beside the forward path
 * @param signs of the weights of each projection
 * @param strengthBefore feedback beside basal drive, at the first forward update
 * @param strengthAfter the same at the end
 */
public record AuditResult(
        Experiment experiment,
        Training training,
        Experiment sweeps,
        List<NeuronFacts> neurons,
        List<RuleFacts> rules,
        List<PathwayFacts> pathways,
        TransportFacts transport,
        PhaseFacts phases,
        List<SignFacts> signs,
        List<StrengthFacts> strengthBefore,
        List<StrengthFacts> strengthAfter,
        List<Tolerance> tolerances) {
    public AuditResult {
        neurons = List.copyOf(neurons);
        rules = List.copyOf(rules);
        pathways = List.copyOf(pathways);
        signs = List.copyOf(signs);
        strengthBefore = List.copyOf(strengthBefore);
        strengthAfter = List.copyOf(strengthAfter);
        tolerances = List.copyOf(tolerances);
    }

    /**
     * The audit's own training.
     *
     * @param before share of held-out samples classified correctly before learning
     * @param after the same at the end
     */
    public record Training(double before, double after) {}
}
