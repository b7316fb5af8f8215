package org.apical.app.findings;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.apical.app.findings.Section.Table;

/**
 * The columns of a table: the head of each beside what it says of a row.
 *
 * @param <R> what a row is about
 */
public final class Columns<R> {
    private final List<String> header = new ArrayList<>();
    private final List<Function<R, String>> cells = new ArrayList<>();

    /** One more column. */
    public Columns<R> with(String head, Function<R, String> cell) {
        header.add(head);
        cells.add(cell);
        return this;
    }

    /** The table that has a row for each. */
    public Table table(String heading, String caption, Collection<R> rows) {
        return new Table(
                heading,
                caption,
                header,
                rows.stream()
                        .map(row -> cells.stream().map(cell -> cell.apply(row)).toList())
                        .toList());
    }
}
