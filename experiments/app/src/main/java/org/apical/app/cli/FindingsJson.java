package org.apical.app.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.apical.app.audit.Answer;
import org.apical.app.audit.AuditReport.AuditedAnswers;
import org.apical.app.check.Check;
import org.apical.app.findings.Measure;
import org.apical.app.findings.Measures;

/** Numbers and checks of a run as JSON. */
final class FindingsJson {
    private FindingsJson() {}

    /** {@code measures}: one object a number, with the columns that apply to it, value and unit. */
    static void measures(ObjectNode root, Measures measures) {
        ArrayNode list = root.putArray("measures");
        for (Measure m : measures.list()) {
            ObjectNode one = list.addObject();
            for (String column : measures.columns()) {
                String cell = Measures.cell(m, column);
                if (!cell.isEmpty()) {
                    one.put(column, cell);
                }
            }
            number(one, "value", m.value());
            one.put("unit", m.unit());
        }
    }

    /** {@code answers} of an audit: every claim, with the number that decides and its confidence interval. */
    static void answers(ObjectNode root, List<AuditedAnswers> networks) {
        ArrayNode list = root.putArray("answers");
        for (AuditedAnswers network : networks) {
            for (Answer answer : network.answers()) {
                ObjectNode one = list.addObject();
                one.put("network", network.name());
                one.put("key", answer.key());
                one.put("question", answer.question());
                one.put("verdict", answer.verdict());
                one.put("evidence", answer.evidence());
                answer.measured().ifPresent(spread -> {
                    number(one, "mean", spread.mean());
                    number(one, "low", spread.low());
                    number(one, "high", spread.high());
                    one.put("networks", spread.size());
                    one.put("unit", answer.unit());
                });
            }
        }
    }

    /** {@code checks} and {@code passed}. */
    static void checks(ObjectNode root, List<Check> checks) {
        ArrayNode list = root.putArray("checks");
        for (Check check : checks) {
            ObjectNode one = list.addObject();
            one.put("quantity", check.what());
            number(one, "value", check.value());
            one.put("expected", check.bounds());
            if (check.decided()) {
                one.put("passed", check.held());
            } else {
                one.putNull("passed");
                one.put("undecided", check.undecided());
            }
        }
        root.put("passed", Check.noneFailed(checks));
    }

    /** What is no number, or infinite, is null. */
    static void number(ObjectNode node, String key, double value) {
        if (Double.isFinite(value)) {
            node.put(key, value);
        } else {
            node.putNull(key);
        }
    }
}
