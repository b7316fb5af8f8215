package org.apical.app.audit;

import java.util.List;
import java.util.function.Function;

/** The questions of a reviewer, each with the answer that was measured; every sentence is made from what was run. */
final class Answers {
    private static final List<Function<AuditResult, List<Answer>>> TOPICS =
            List.of(LearningAnswers::of, RuleAnswers::of, PhysiologyAnswers::of, RobustnessAnswers::of);

    private Answers() {}

    static List<Answer> of(AuditResult result) {
        return TOPICS.stream()
                .<Answer>flatMap(topic -> topic.apply(result).stream())
                .toList();
    }
}
