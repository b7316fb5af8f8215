package org.apical.app.audit;

import java.util.List;
import org.apical.app.model.LearningModel.Course;
import org.apical.app.model.NetworkModel;

/**
 * What an audit measured.
 *
 * @param model the audited network, with the course that its main training took
 * @param quick whether it was the short form
 * @param training how well it learned
 * @param sweeps course of the short trainings
 * @param rules what each rule reads
 * @param pathways all of them
 * @param transport feedback weights beside the forward path
 * @param signs of the weights of each projection
 * @param strengthBefore feedback beside basal drive, at the first forward update
 * @param strengthAfter the same at the end
 */
public record AuditResult(
        NetworkModel model,
        long seed,
        boolean quick,
        Training training,
        Course sweeps,
        List<RuleFacts> rules,
        List<PathwayFacts> pathways,
        TransportFacts transport,
        PhaseFacts phases,
        List<SignFacts> signs,
        List<StrengthFacts> strengthBefore,
        List<StrengthFacts> strengthAfter,
        List<Tolerance> tolerances) {
    public AuditResult {
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
