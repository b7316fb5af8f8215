package org.apical.app.sweep;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVPrinter;
import org.apical.app.store.CsvText;
import org.apical.app.text.Shown;

/** {@code results.csv}. */
final class ResultsCsv implements ResultsFile {
    @Override
    public String name() {
        return "results.csv";
    }

    @Override
    public Rows open(Path file, List<KeyColumn> keys) throws IOException {
        List<String> header = new ArrayList<>(List.of(CELL));
        keys.forEach(column -> header.add(column.key()));
        header.addAll(MEASURED);
        CSVPrinter csv = CsvText.printer(Files.newBufferedWriter(file), header);
        return new Rows() {
            @Override
            public void add(Cell cell, Observation o) throws IOException {
                csv.print(cell.number());
                for (String value : cell.values().values()) {
                    csv.print(Shown.escaped(value));
                }
                csv.printRecord(
                        o.formulation(), o.quantity(), o.layer(), o.epoch(), String.valueOf(o.value()), o.unit());
            }

            @Override
            public void close() throws IOException {
                csv.close();
            }
        };
    }
}
