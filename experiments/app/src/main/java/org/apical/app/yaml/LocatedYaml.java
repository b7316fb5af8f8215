package org.apical.app.yaml;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apical.app.UserError;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/** Reads YAML into {@link Located} values. Its size and depth are bounded; tags and aliases, which say otherwise what stands there, are refused. */
public final class LocatedYaml {
    private static final long MOST_BYTES = 4 << 20;
    private static final int DEEPEST = 20;

    private final String file;
    private final YAMLParser parser;

    private LocatedYaml(String file, YAMLParser parser) {
        this.file = file;
        this.parser = parser;
    }

    /** Reads a file. */
    public static Located read(Path path) {
        String text;
        try {
            if (!Files.isRegularFile(path)) {
                throw new UserError(path + ": expected a YAML file, found "
                        + (Files.exists(path) ? "something else" : "no such file"));
            }
            if (Files.size(path) > MOST_BYTES) {
                throw new UserError(path + ": expected at most " + MOST_BYTES + " bytes, found " + Files.size(path));
            }
            text = Files.readString(path);
        } catch (IOException e) {
            throw new UserError(path + ": expected readable UTF-8 text (" + e.getMessage() + ")", e);
        }
        return read(path.toString(), text);
    }

    /** Reads text under the name of a file. */
    public static Located read(String file, String text) {
        try (YAMLParser parser = new YAMLFactory().createParser(text)) {
            LocatedYaml reader = new LocatedYaml(file, parser);
            parser.nextToken();
            if (parser.currentToken() == null) {
                throw new UserError(file + ": expected a description, found an empty file");
            }
            Located root = reader.value("", 0);
            if (parser.nextToken() != null) {
                throw new UserError(file + ": expected one document, found another at line " + reader.line());
            }
            return root;
        } catch (JsonProcessingException e) {
            throw notYaml(file, e);
        } catch (IOException e) {
            throw new IllegalStateException("reading from memory failed", e);
        }
    }

    private static UserError notYaml(String file, JsonProcessingException e) {
        int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
        String problem = e.getOriginalMessage();
        if (e.getCause() instanceof MarkedYAMLException marked && marked.getProblemMark() != null) {
            line = marked.getProblemMark().getLine() + 1;
            problem = marked.getProblem();
        }
        return new UserError(
                file + ": line " + line + ": expected YAML ("
                        + problem.lines().findFirst().orElse("") + ")",
                e);
    }

    private int line() {
        return parser.currentTokenLocation().getLineNr();
    }

    private Located value(String key, int depth) throws IOException {
        int line = line();
        if (depth > DEEPEST) {
            throw new UserError(file + ": line " + line + ": expected at most " + DEEPEST + " levels");
        }
        if (parser.isCurrentAlias()) {
            throw new UserError(file + ": line " + line + ": expected the value itself, found the alias *"
                    + parser.getText() + ": aliases are not followed");
        }
        if (parser.getTypeId() != null) {
            throw new UserError(
                    file + ": line " + line + ": expected a value without a tag, found !" + parser.getTypeId());
        }
        JsonToken token = parser.currentToken();
        if (token == JsonToken.START_OBJECT) {
            return map(key, line, depth);
        }
        if (token == JsonToken.START_ARRAY) {
            List<Located> items = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                items.add(value(key + "[" + items.size() + "]", depth + 1));
            }
            return new Located(file, key, line, items);
        }
        return new Located(file, key, line, token == JsonToken.VALUE_NULL ? null : parser.getText());
    }

    private Located map(String key, int line, int depth) throws IOException {
        Map<String, Located> entries = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            int nameLine = line();
            parser.nextToken();
            Located value = value(key.isEmpty() ? name : key + "." + name, depth + 1);
            if (entries.put(name, value) != null) {
                throw new UserError(
                        file + ": line " + nameLine + ": expected the key '" + name + "' once, found it twice");
            }
        }
        return new Located(file, key, line, entries);
    }
}
