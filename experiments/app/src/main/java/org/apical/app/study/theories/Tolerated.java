package org.apical.app.study.theories;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apical.app.audit.Answer;
import org.apical.app.audit.Tolerance;
import org.apical.app.experiment.Form;
import org.apical.app.study.Spread;
import org.apical.app.study.StudyContext;
import org.apical.app.study.StudyNetwork;

/**
 * How far the network of a theory can be changed until it learns the digits no longer, as an audit asks it.
 *
 * @param answers by key of the audit
 */
record Tolerated(List<Answer> answers) {
    private static final String ROBUST = "robust_to_";

    /** Of compartments alone. */
    private static final String CONDUCTANCES =
            "{noise: [], delaysMs: [], feedback: [], forward: [], conductance: [0.003, 0.01, 0.03, 0.1, 0.3], capacitance: [], thresholdMv: [], synapses: [], over: [], under: []}";

    /** Runs it; graded compartments where the theory has some. */
    static Tolerated of(Job digits, StudyContext context) {
        StudyNetwork network = digits.network();
        String name = digits.theory().id() + ", rate " + digits.rate() + ", tolerance";
        List<Answer> answers = new ArrayList<>(Tolerance.answers(name, network.file(), context));
        if (digits.theory().compartments()) {
            StudyNetwork graded = digits.in(digits.lesson().as(Form.F2))
                    .network()
                    .with("audit.formulation", Form.F2)
                    .with("audit.sweeps", CONDUCTANCES);
            answers.addAll(Tolerance.answers(name + ", F2", graded.file(), context));
        }
        return new Tolerated(answers);
    }

    private Optional<Answer> answer(String circumstance) {
        return answers.stream()
                .filter(a -> a.key().equals(ROBUST + circumstance))
                .findFirst();
    }

    private static boolean limited(Answer answer) {
        return answer.verdict().matches("(up|down) to .*");
    }

    /** The limit with its confidence interval, or the verdict. */
    String words(String circumstance) {
        Optional<Answer> answer = answer(circumstance);
        if (answer.isEmpty()) {
            return "does not apply";
        }
        String verdict = answer.get().verdict();
        return limited(answer.get()) && answer.get().measured().isPresent()
                ? String.format(
                        Locale.ROOT,
                        "%.2g [%.2g, %.2g]",
                        answer.get().measured().get().mean(),
                        answer.get().measured().get().low(),
                        answer.get().measured().get().high())
                : verdict.replaceFirst("^yes, ", "");
    }

    /** The limit; nothing where there is none. */
    Optional<Double> limit(String circumstance) {
        return answer(circumstance)
                .filter(Tolerated::limited)
                .flatMap(Answer::measured)
                .map(Spread::mean);
    }
}
