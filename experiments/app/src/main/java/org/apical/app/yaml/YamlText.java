package org.apical.app.yaml;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.Map;

/** Maps and records as YAML that people read. */
public final class YamlText {
    private YamlText() {}

    /** The text of a document. */
    public static String of(Map<String, Object> root) {
        YAMLFactory yaml = YAMLFactory.builder()
                .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
                .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                .disable(YAMLGenerator.Feature.SPLIT_LINES)
                .build();
        try {
            return new YAMLMapper(yaml).writeValueAsString(root);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot be written as YAML", e);
        }
    }
}
