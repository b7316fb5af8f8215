package org.apical.app.study.theories;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apical.app.findings.Findings;
import org.apical.app.study.Study;
import org.apical.app.study.StudyContext;

/** Which theory of credit assignment learns how well in the same network, and what does it need of it? */
public final class TheoriesStudy extends Study<TheoriesPlan> {
    public TheoriesStudy() {
        super(
                "theories",
                "DFC beside other theories of credit assignment on one network: accuracy, angles of updates, needs",
                new Origin("ours", 1),
                TheoriesPlan::of);
    }

    private record Job(Theory theory, double rate, int repetition) {
        String name(TheoriesPlan plan) {
            return theory.id() + ", rate " + rate + ", seed " + (plan.firstSeed() + repetition);
        }
    }

    /** Every rate on the first seed, then the best of each theory on the others. */
    @Override
    public Findings run(TheoriesPlan plan, StudyContext context) {
        List<Learned> tried = courses(
                plan,
                context,
                Stream.of(Theory.values())
                        .flatMap(theory -> plan.rates().stream().map(rate -> new Job(theory, rate, 0)))
                        .toList());
        Map<Theory, Learned> chosen = new EnumMap<>(Theory.class);
        for (Theory theory : Theory.values()) {
            // the smallest of equally good ones
            chosen.put(
                    theory,
                    tried.stream()
                            .filter(course -> course.theory() == theory)
                            .max(Comparator.comparingDouble(Learned::validation)
                                    .thenComparing(Comparator.comparingDouble(Learned::rate)
                                            .reversed()))
                            .orElseThrow());
        }
        List<Learned> courses = new ArrayList<>(chosen.values());
        courses.addAll(courses(
                plan,
                context,
                chosen.values().stream()
                        .flatMap(best -> IntStream.range(1, plan.repetitions())
                                .mapToObj(k -> new Job(best.theory(), best.rate(), k)))
                        .toList()));
        return new TheoriesFindings(plan, tried, courses, context.product()).findings();
    }

    private static List<Learned> courses(TheoriesPlan plan, StudyContext context, List<Job> jobs) {
        return context.each(jobs.size(), k -> {
            Job job = jobs.get(k);
            context.progress().accept(job.name(plan));
            return new Learned(
                    job.theory(),
                    job.rate(),
                    job.repetition(),
                    context.parts()
                            .numbers(
                                    job.name(plan),
                                    () -> Learned.run(plan.network(job.theory(), job.rate(), job.repetition())
                                            .formulations(context.product()))));
        });
    }
}
