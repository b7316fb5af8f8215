package org.apical.app.audit;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apical.app.experiment.ExperimentFile;
import org.apical.app.findings.Findings;
import org.apical.app.study.Spread;
import org.apical.app.study.StudyContext;

/**
 * One network or several, audited.
 *
 * @param seed root of the first network drawn
 */
public record AuditReport(List<AuditedAnswers> networks, Findings findings, long seed) {
    /** What was asked of one network. */
    record AuditedAnswers(String name, List<Answer> answers) {}

    /**
     * Audits.
     *
     * @param networks by name of their file
     * @param quick seconds instead of minutes
     */
    public static AuditReport of(Map<String, ExperimentFile> networks, boolean quick, StudyContext context) {
        List<AuditResult> results = new ArrayList<>();
        networks.forEach((name, file) -> results.add(Audit.run(name, file, quick, context)));
        return new AuditReport(
                results.stream()
                        .map(result -> new AuditedAnswers(result.name(), Answers.of(result)))
                        .toList(),
                AuditFindings.of(results),
                results.get(0).experiment().seed());
    }

    /** Every answer, with the number that decides and its confidence interval. */
    public void answers(ArrayNode list) {
        for (AuditedAnswers network : networks) {
            for (Answer answer : network.answers()) {
                ObjectNode one = list.addObject();
                one.put("network", network.name());
                one.put("key", answer.key());
                one.put("question", answer.question());
                one.put("verdict", answer.verdict());
                one.put("evidence", answer.evidence());
                answer.measured().ifPresent(spread -> number(one, spread, answer.unit()));
            }
        }
    }

    private static void number(ObjectNode one, Spread spread, String unit) {
        put(one, "mean", spread.mean());
        put(one, "low", spread.low());
        put(one, "high", spread.high());
        one.put("networks", spread.size());
        one.put("unit", unit);
    }

    private static void put(ObjectNode one, String key, double x) {
        if (Double.isFinite(x)) {
            one.put(key, x);
        } else {
            one.putNull(key);
        }
    }
}
