package org.apical.app.store;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** A table as comma-separated values, lines ended by a line feed. */
public final class CsvText {
    private CsvText() {}

    /** Prints the rows of a table. */
    @FunctionalInterface
    public interface Rows {
        void print(CSVPrinter csv) throws IOException;
    }

    /** A printer that has printed the header. */
    public static CSVPrinter printer(Appendable text, List<String> header) throws IOException {
        CSVFormat format = CSVFormat.DEFAULT
                .builder()
                .setRecordSeparator('\n')
                .setHeader(header.toArray(String[]::new))
                .get();
        return new CSVPrinter(text, format);
    }

    /** The text of a table. */
    public static String of(List<String> header, Rows rows) {
        StringWriter text = new StringWriter();
        try (CSVPrinter csv = printer(text, header)) {
            rows.print(csv);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }
}
