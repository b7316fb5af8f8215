package org.apical.app.study.theories;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apical.app.experiment.Form;
import org.apical.app.findings.Findings;
import org.apical.app.study.Study;
import org.apical.app.study.StudyContext;
import org.apical.app.study.theories.TheoriesPlan.Budget;
import org.apical.app.study.theories.TheoriesPlan.Choice;

/** Which theory of credit assignment learns how well in the same network, and what does it need of it? */
public final class TheoriesStudy extends Study<TheoriesPlan> {
    public TheoriesStudy() {
        super(
                "theories",
                "DFC beside other theories of credit assignment on one network: accuracy, angles of updates, needs",
                new Origin("ours", 90),
                TheoriesPlan::of);
    }

    /** Rates first, then what each theory learns with its own. */
    @Override
    public Findings run(TheoriesPlan plan, StudyContext context) {
        Map<Job, Learned> courses = new LinkedHashMap<>();
        Map<Budget, Map<Theory, Double>> rates = new LinkedHashMap<>();
        for (Budget budget : plan.budgets()) {
            List<Job> tried = jobs(
                    budget.choice().lesson(),
                    budget.choice().seeds(),
                    plan,
                    theory -> budget.choice().rates().stream());
            learn(tried, courses, context);
            Map<Theory, Double> chosen = new EnumMap<>(Theory.class);
            for (Theory theory : Theory.values()) {
                chosen.put(theory, rate(theory, budget.choice(), tried, courses));
            }
            rates.put(budget, chosen);
            learn(
                    jobs(budget.lesson(), budget.seeds(), plan, theory -> Stream.of(chosen.get(theory))),
                    courses,
                    context);
        }
        Map<Theory, Double> chosen = rates.get(plan.digits());
        List<Job> digits =
                jobs(plan.digits().lesson(), plan.digits().seeds(), plan, theory -> Stream.of(chosen.get(theory)));
        for (int depth : plan.depths()) {
            learn(digits.stream().map(job -> job.in(job.lesson().deep(depth))).toList(), courses, context);
        }
        for (Form form : plan.forms()) {
            learn(
                    digits.stream()
                            .filter(job -> job.theory().compartments())
                            .map(job -> job.in(job.lesson().as(form)))
                            .toList(),
                    courses,
                    context);
        }
        Map<Job, SplitDigits> split = new LinkedHashMap<>();
        if (plan.whole()) {
            List<double[]> numbers = context.each(digits.size(), k -> {
                String name = digits.get(k).name() + ", split";
                context.progress().accept(name);
                return context.parts().numbers(name, () -> SplitDigits.numbers(digits.get(k), context.product()));
            });
            for (int k = 0; k < digits.size(); k++) {
                Job job = digits.get(k);
                SplitDigits.of(numbers.get(k)).ifPresent(of -> split.put(job, of));
            }
        }
        Map<Theory, Tolerated> tolerated = new EnumMap<>(Theory.class);
        if (plan.whole()) {
            digits.stream()
                    .filter(job -> job.seed() == plan.firstSeed())
                    .forEach(job -> tolerated.put(job.theory(), Tolerated.of(job, context)));
        }
        return new TheoriesFindings(new TheoriesResult(plan, rates, courses, split, tolerated), context.product())
                .findings();
    }

    private static List<Job> jobs(Lesson lesson, int seeds, TheoriesPlan plan, Function<Theory, Stream<Double>> rates) {
        return Stream.of(Theory.values())
                .flatMap(theory -> rates.apply(theory).flatMap(rate -> LongStream.range(0, seeds)
                        .mapToObj(k -> new Job(theory, lesson, rate, plan.firstSeed() + k))))
                .toList();
    }

    /** The rate with the best mean validation accuracy, the smallest of equally good ones. */
    private static double rate(Theory theory, Choice choice, List<Job> tried, Map<Job, Learned> courses) {
        return choice.rates().stream()
                .max(Comparator.<Double>comparingDouble(rate -> tried.stream()
                                .filter(job -> job.theory() == theory && job.rate() == rate)
                                .mapToDouble(job -> courses.get(job).validation())
                                .average()
                                .orElseThrow())
                        .thenComparing(Comparator.reverseOrder()))
                .orElseThrow();
    }

    /** Those that have not been learned. */
    private static void learn(List<Job> jobs, Map<Job, Learned> courses, StudyContext context) {
        List<Job> left = jobs.stream().filter(job -> !courses.containsKey(job)).toList();
        context.each(left.size(), k -> {
                    Job job = left.get(k);
                    context.progress().accept(job.name());
                    return new Learned(
                            job, context.parts().numbers(job.name(), () -> Learned.run(job, context.product())));
                })
                .forEach(learned -> courses.put(learned.job(), learned));
    }
}
