package org.apical.app.audit;

import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.apical.app.study.Spread;

/** Rows of a table that each network has, with a number over networks. */
final class OverNetworks {
    private OverNetworks() {}

    /** Rows of a table of one network each, with a number over seeds. */
    static <T> List<String> of(
            AuditResult result,
            Function<SeedFacts, List<T>> rows,
            ToDoubleFunction<T> number,
            String format,
            double factor) {
        int count = rows.apply(result.seeds().get(0)).size();
        return IntStream.range(0, count)
                .mapToObj(row -> AuditWords.spread(
                        Spread.of(result.seeds().stream()
                                .filter(s -> rows.apply(s).size() > row)
                                .mapToDouble(s -> factor
                                        * number.applyAsDouble(rows.apply(s).get(row)))
                                .toArray()),
                        format))
                .toList();
    }
}
