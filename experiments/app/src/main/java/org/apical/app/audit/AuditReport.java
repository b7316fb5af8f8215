package org.apical.app.audit;

import java.util.List;
import java.util.Map;
import org.apical.app.experiment.ExperimentFile;
import org.apical.app.findings.Findings;
import org.apical.app.study.StudyContext;

/**
 * One network or several, audited.
 *
 * @param seed root of the first network drawn
 */
public record AuditReport(List<AuditedAnswers> networks, Findings findings, long seed) {
    /** What was asked of one network, under the name of its file. */
    public record AuditedAnswers(String name, List<Answer> answers) {}

    /**
     * Audits.
     *
     * @param networks by name of their file
     * @param quick seconds instead of minutes
     */
    public static AuditReport of(Map<String, ExperimentFile> networks, boolean quick, StudyContext context) {
        List<AuditResult> results = networks.entrySet().stream()
                .map(network -> Audit.run(network.getKey(), network.getValue(), quick, context))
                .toList();
        List<AuditedAnswers> answers = results.stream()
                .map(result -> new AuditedAnswers(result.name(), Answers.of(result)))
                .toList();
        return new AuditReport(
                answers,
                AuditFindings.of(
                        results, answers.stream().map(AuditedAnswers::answers).toList()),
                results.get(0).experiment().seed());
    }
}
