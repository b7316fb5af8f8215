package org.apical.sweep;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Types;
import org.apical.app.sweep.Cell;
import org.apical.app.sweep.Observation;
import org.apical.app.sweep.ResultsFile;
import org.apical.app.text.Shown;

/**
 * {@code results.parquet}: the columns and rows of {@code results.csv}. {@code cell} and {@code epoch} are int32, keys int64 where all their values are whole numbers, double where they are numbers, else text, {@code value} is double, the rest text;
 * {@code layer} and {@code epoch} are null where none applies. Compressed by Zstandard, whose bytes depend on no JDK; no time is written.
 */
public final class ResultsParquet implements ResultsFile {
    private static final List<String> OPTIONAL = List.of("layer", "epoch");
    private static final Map<Type, PrimitiveTypeName> TYPES = Map.of(
            Type.WHOLE, PrimitiveTypeName.INT64,
            Type.NUMBER, PrimitiveTypeName.DOUBLE,
            Type.TEXT, PrimitiveTypeName.BINARY);
    private static final Map<String, PrimitiveTypeName> MEASURED_TYPES =
            Map.of("epoch", PrimitiveTypeName.INT32, "value", PrimitiveTypeName.DOUBLE);

    @Override
    public String name() {
        return "results.parquet";
    }

    @Override
    public Rows open(Path file, List<KeyColumn> keys) throws IOException {
        MessageType schema = schema(keys);
        ParquetWriter<Group> writer = ExampleParquetWriter.builder(new LocalOutputFile(file))
                .withConf(new PlainParquetConfiguration())
                .withType(schema)
                .withCompressionCodec(CompressionCodecName.ZSTD)
                .build();
        return new Rows() {
            @Override
            public void add(Cell cell, Observation observation) throws IOException {
                writer.write(row(schema, keys, cell, observation));
            }

            @Override
            public void close() throws IOException {
                writer.close();
            }
        };
    }

    private static MessageType schema(List<KeyColumn> keys) {
        Types.MessageTypeBuilder schema = Types.buildMessage();
        schema.addField(Types.required(PrimitiveTypeName.INT32).named(CELL));
        keys.forEach(column -> schema.addField(column(TYPES.get(column.type()), column.key(), false)));
        MEASURED.forEach(name -> schema.addField(
                column(MEASURED_TYPES.getOrDefault(name, PrimitiveTypeName.BINARY), name, OPTIONAL.contains(name))));
        return schema.named("results");
    }

    private static org.apache.parquet.schema.Type column(PrimitiveTypeName type, String name, boolean optional) {
        Types.PrimitiveBuilder<org.apache.parquet.schema.PrimitiveType> column =
                optional ? Types.optional(type) : Types.required(type);
        return (type == PrimitiveTypeName.BINARY ? column.as(LogicalTypeAnnotation.stringType()) : column).named(name);
    }

    private static Group row(MessageType schema, List<KeyColumn> keys, Cell cell, Observation o) {
        Group row = new SimpleGroup(schema);
        row.add(0, cell.number());
        int field = 1;
        for (KeyColumn column : keys) {
            String value = cell.values().get(column.key());
            switch (column.type()) {
                case WHOLE -> row.add(field, Long.parseLong(value));
                case NUMBER -> row.add(field, Double.parseDouble(value));
                default -> row.add(field, Shown.escaped(value));
            }
            field++;
        }
        row.add("formulation", o.formulation());
        row.add("quantity", o.quantity());
        if (!o.layer().isEmpty()) {
            row.add("layer", o.layer());
        }
        if (!o.epoch().isEmpty()) {
            row.add("epoch", Integer.parseInt(o.epoch()));
        }
        row.add("value", o.value());
        row.add("unit", o.unit());
        return row;
    }
}
