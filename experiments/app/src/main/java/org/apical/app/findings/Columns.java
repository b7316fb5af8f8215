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
    private final List<Function<R, String>> links = new ArrayList<>();

    /** One more column. */
    public Columns<R> with(String head, Function<R, String> cell) {
        return with(head, cell, row -> "");
    }

    /** One more column, of whose cells each comes from a file. */
    public Columns<R> with(String head, Function<R, String> cell, Function<R, String> file) {
        header.add(head);
        cells.add(cell);
        links.add(file);
        return this;
    }

    /** The table that has a row for each. */
    public Table table(String heading, String caption, Collection<R> rows) {
        return new Table(heading, caption, header, of(rows, cells), of(rows, links));
    }

    private static <R> List<List<String>> of(Collection<R> rows, List<Function<R, String>> columns) {
        return rows.stream()
                .map(row -> columns.stream().map(column -> column.apply(row)).toList())
                .toList();
    }
}
