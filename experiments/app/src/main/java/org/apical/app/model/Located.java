package org.apical.app.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apical.app.UserError;
import org.apical.neuron.parameter.ParameterException;

/**
 * A value of a YAML file that knows where it stands, and turns what is wrong with it into one line: file, key with its line, what was expected, what was
 * found.
 */
final class Located {
    private static final int SHOWN = 60;

    private final String file;
    private final String key;
    private final int line;
    /** Text, null, a list of located values or a map of them. */
    private final Object value;

    private Located(String file, String key, int line, Object value) {
        this.file = file;
        this.key = key;
        this.line = line;
        this.value = value;
    }

    static Located scalar(String file, String key, int line, String text) {
        return new Located(file, key, line, text);
    }

    static Located list(String file, String key, int line, List<Located> items) {
        return new Located(file, key, line, items);
    }

    static Located map(String file, String key, int line, Map<String, Located> entries) {
        return new Located(file, key, line, entries);
    }

    /** The error that this value should have been something else. */
    UserError expected(String what) {
        return new UserError(at() + ": expected " + what + ", found " + shown());
    }

    private String at() {
        return file + ": " + (key.isEmpty() ? "line " + line : key + " (line " + line + ")");
    }

    private String shown() {
        if (value instanceof Map<?, ?> map) {
            return map.isEmpty()
                    ? "{}"
                    : "the keys " + String.join(", ", entries().keySet());
        }
        if (value instanceof List<?> list) {
            return "a list of " + list.size();
        }
        String text = String.valueOf(value);
        return "'" + (text.length() > SHOWN ? text.substring(0, SHOWN) + "..." : text) + "'";
    }

    /** What {@code made} makes; a parameter it refuses is reported at this line. */
    <T> T build(Supplier<T> made) {
        try {
            return made.get();
        } catch (ParameterException e) {
            throw new UserError(at() + ": " + e.getMessage(), e);
        }
    }

    /** This value as a map with no other keys than these. */
    Located keys(String... allowed) {
        if (!(value instanceof Map)) {
            throw expected("the keys " + String.join(", ", allowed));
        }
        for (Map.Entry<String, Located> entry : entries().entrySet()) {
            if (!Set.of(allowed).contains(entry.getKey())) {
                Located there = entry.getValue();
                throw new UserError(there.at() + ": expected one of " + String.join(", ", allowed) + ", found the key '"
                        + entry.getKey() + "'");
            }
        }
        return this;
    }

    @SuppressWarnings("unchecked")
    private Map<String, Located> entries() {
        return (Map<String, Located>) value;
    }

    boolean isMap() {
        return value instanceof Map;
    }

    /** The value of a key that must be there. */
    Located get(String name) {
        Located found = entries().get(name);
        if (found == null) {
            throw new UserError(at() + ": expected the key " + name + ", found "
                    + (entries().isEmpty()
                            ? "no keys"
                            : String.join(", ", entries().keySet())));
        }
        return found;
    }

    /** The value of a key that may be absent. */
    Optional<Located> find(String name) {
        return Optional.ofNullable(entries().get(name));
    }

    /** The items of a list. */
    @SuppressWarnings("unchecked")
    List<Located> items() {
        if (!(value instanceof List)) {
            throw expected("a list");
        }
        return (List<Located>) value;
    }

    <T> List<T> items(Function<Located, T> read) {
        List<T> made = new ArrayList<>();
        for (Located item : items()) {
            made.add(read.apply(item));
        }
        return made;
    }

    String text() {
        if (!(value instanceof String text) || text.isBlank()) {
            throw expected("a text");
        }
        return text;
    }

    double number() {
        try {
            double number = Double.parseDouble(String.valueOf(value));
            if (value instanceof String && Double.isFinite(number)) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw expected("a number");
        }
        throw expected("a finite number");
    }

    double number(String name, double otherwise) {
        return find(name).map(Located::number).orElse(otherwise);
    }

    int integer(int least, int most) {
        try {
            int number = Integer.parseInt(String.valueOf(value));
            if (value instanceof String && number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw expected("a whole number from " + least + " to " + most);
        }
        throw expected("a whole number from " + least + " to " + most);
    }

    /** One of some words, as what it stands for. */
    <T> T choice(Map<String, T> choices) {
        T chosen = value instanceof String ? choices.get(value) : null;
        if (chosen == null) {
            throw expected("one of " + String.join(", ", choices.keySet()));
        }
        return chosen;
    }

    /** Choices in their order. */
    static <T> Map<String, T> choices(Object... pairs) {
        Map<String, T> map = new LinkedHashMap<>();
        for (int k = 0; k < pairs.length; k += 2) {
            @SuppressWarnings("unchecked")
            T meaning = (T) pairs[k + 1];
            map.put((String) pairs[k], meaning);
        }
        return map;
    }
}
