package org.apical.app.yaml;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apical.app.UserError;
import org.apical.app.text.Shown;

/**
 * A value of a YAML file that knows where it stands, and turns what is wrong with it into one line: file, key with its line, what was expected, what was
 * found.
 */
public final class Located {
    private static final int SHOWN = 60;
    private static final Pattern DECIMAL = Pattern.compile("[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d+)?");
    /** What YAML 1.1 reads as octal, and a reader as decimal. */
    private static final Pattern AMBIGUOUS = Pattern.compile("[-+]?0\\d+");

    private static final Pattern STEP = Pattern.compile("([^.\\[\\]]+)|\\[(\\d{1,6})]");

    private final String file;
    private final String key;
    private final int line;
    /** Text, null, a list of located values or a map of them. */
    private final Object value;
    /** The text that stood here before keys were set below it; null where none did. */
    private final Located name;

    /** @param value text, null, a list of located values or a map of them */
    Located(String file, String key, int line, Object value) {
        this(file, key, line, value, null);
    }

    private Located(String file, String key, int line, Object value, Located name) {
        this.file = file;
        this.key = key;
        this.line = line;
        this.value = value;
        this.name = name;
    }

    /** The error that this value should have been something else. */
    public UserError expected(String what) {
        return error("expected " + what + ", found " + shown());
    }

    /** The error that something is wrong here. */
    public UserError error(String message) {
        String place =
                key.isEmpty() ? (line == 0 ? "" : "line " + line) : key + (line == 0 ? "" : " (line " + line + ")");
        return new UserError(file + (place.isEmpty() ? ": " : ": " + place + ": ") + message);
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
        String text = Shown.escaped(String.valueOf(value));
        return "'" + (text.length() > SHOWN ? text.substring(0, SHOWN) + "..." : text) + "'";
    }

    /** The file it stands in. */
    public String file() {
        return file;
    }

    /** The entries of a map. */
    @SuppressWarnings("unchecked")
    public Map<String, Located> entries() {
        return (Map<String, Located>) value;
    }

    /** Whether it is a map. */
    public boolean isMap() {
        return value instanceof Map;
    }

    /** Whether it is a list. */
    public boolean isList() {
        return value instanceof List;
    }

    /** The items of a list. */
    @SuppressWarnings("unchecked")
    public List<Located> items() {
        if (!isList()) {
            throw expected("a list");
        }
        return (List<Located>) value;
    }

    /** The value at a path such as {@code layers[0].units}; of one that is not there, the last value on the way to it. */
    public Located at(String path) {
        Located found = this;
        Matcher step = STEP.matcher(path);
        while (step.find()) {
            Located next = found.child(step);
            if (next == null) {
                return found;
            }
            found = next;
        }
        return found;
    }

    /** The value of a name in this map, in the keys of a kind that it is no more than, or in the item of this list that has the name {@code owner}; else this. */
    Located named(String owner, String name) {
        if (isList()) {
            return items().stream()
                    .filter(item -> item.at("name").value.equals(owner))
                    .findFirst()
                    .map(item -> item.named(owner, name))
                    .orElse(this);
        }
        if (!isMap()) {
            return this;
        }
        if (entries().size() == 1 && !entries().containsKey(name)) {
            Located found = entries().values().iterator().next().named(owner, name);
            return found.key.endsWith("." + name) ? found : this;
        }
        return entries().getOrDefault(name, this);
    }

    /** The same at another key, with all that is below. */
    private Located movedTo(String otherKey) {
        if (isMap()) {
            Map<String, Located> moved = new LinkedHashMap<>();
            entries().forEach((name, below) -> moved.put(name, below.movedTo(otherKey + rest(below))));
            return at(otherKey, moved);
        }
        if (isList()) {
            return at(
                    otherKey,
                    items().stream()
                            .map(item -> item.movedTo(otherKey + rest(item)))
                            .toList());
        }
        return at(otherKey, value);
    }

    /** What the key of a value below adds to the key here. */
    private String rest(Located below) {
        return (key.isEmpty() && !below.key.startsWith("[") ? "." : "") + below.key.substring(key.length());
    }

    private Located child(Matcher step) {
        if (step.group(1) != null) {
            return isMap() ? entries().get(step.group(1)) : null;
        }
        int index = Integer.parseInt(step.group(2));
        return isList() && index < items().size() ? items().get(index) : null;
    }

    /**
     * The same with another value at a path, where maps that are not there are made on the way; a text that keys are set below is then the name of their kind.
     *
     * @param origin what is named where the new value is wrong
     */
    public Located with(String path, String origin, Located other) {
        Matcher step = STEP.matcher(path);
        if (!step.find()) {
            return other.movedTo(key);
        }
        String rest = path.substring(step.end()).replaceFirst("^\\.", "");
        if (step.group(1) != null && !isList()) {
            Map<String, Located> changed = new LinkedHashMap<>(isMap() ? entries() : Map.of());
            String entry = step.group(1);
            String below = key.isEmpty() ? entry : key + "." + entry;
            Located before = changed.getOrDefault(entry, new Located(origin, below, 0, null));
            changed.put(entry, before.with(rest, origin, other));
            return isText() ? new Located(origin, key, 0, changed, this) : new Located(file, key, line, changed, name);
        }
        if (step.group(2) != null && isList() && Integer.parseInt(step.group(2)) < items().size()) {
            List<Located> changed = new ArrayList<>(items());
            int index = Integer.parseInt(step.group(2));
            changed.set(index, changed.get(index).with(rest, origin, other));
            return new Located(file, key, line, changed);
        }
        throw new UserError(origin + ": expected a key of the description, found no place for it in "
                + (key.isEmpty() ? "the file" : key));
    }

    /** The key it stands at, in full. */
    public String key() {
        return key;
    }

    /** The same at another key. */
    private Located at(String otherKey, Object content) {
        return new Located(file, otherKey, line, content);
    }

    /** Another text in its place. */
    public Located as(String text) {
        return at(key, text);
    }

    /** As it would stand in a line of YAML, to be read by people. */
    public String flow() {
        if (isMap()) {
            return entries().entrySet().stream()
                    .map(entry -> entry.getKey() + ": " + entry.getValue().flow())
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        return isList()
                ? items().stream().map(Located::flow).collect(Collectors.joining(", ", "[", "]"))
                : String.valueOf(value);
    }

    /** As maps, lists and texts. */
    public Object plain() {
        if (isMap()) {
            Map<String, Object> map = new LinkedHashMap<>();
            entries().forEach((name, below) -> map.put(name, below.plain()));
            return map;
        }
        return isList() ? items().stream().map(Located::plain).toList() : value;
    }

    /** A map whose only entry names a kind and holds this. */
    public Located wrapped(String name) {
        return at(key, Map.of(name, this));
    }

    /** The texts below a key, by name; empty where there are none. */
    public Map<String, String> texts(String name) {
        Map<String, String> texts = new LinkedHashMap<>();
        if (isMap() && entries().containsKey(name) && entries().get(name).isMap()) {
            entries().get(name).entries().forEach((key, value) -> {
                if (value.isText()) {
                    texts.put(key, (String) value.value);
                }
            });
        }
        return texts;
    }

    /** Every text below, and null and what is empty as text, by its key. */
    public Map<String, String> leaves() {
        Map<String, String> leaves = new LinkedHashMap<>();
        if (isMap() && !entries().isEmpty()) {
            entries().values().forEach(below -> leaves.putAll(below.leaves()));
        } else if (isList() && !items().isEmpty()) {
            items().forEach(item -> leaves.putAll(item.leaves()));
        } else {
            leaves.put(key, String.valueOf(value));
        }
        return leaves;
    }

    /** The name of a kind below which keys have been set; null where there is none. */
    Located name() {
        return name;
    }

    /** The same without such a name. */
    Located unnamed() {
        return at(key, value);
    }

    /** A map without entries in this place. */
    Located emptyMap() {
        return at(key, Map.of());
    }

    /** The same without what stands at a path of names. */
    public Located without(String path) {
        if (!isMap()) {
            return this;
        }
        Map<String, Located> changed = new LinkedHashMap<>(entries());
        int dot = path.indexOf('.');
        if (dot < 0) {
            changed.remove(path);
        } else {
            changed.computeIfPresent(path.substring(0, dot), (name, below) -> below.without(path.substring(dot + 1)));
        }
        return at(key, changed);
    }

    /** Text on one line. */
    public String text() {
        if (!(value instanceof String text) || text.isBlank()) {
            throw expected("a text");
        }
        if (text.codePoints().anyMatch(Character::isISOControl)) {
            throw expected("a text without control characters");
        }
        return text;
    }

    double number(String what) {
        String text = value instanceof String s ? s : "";
        if (AMBIGUOUS.matcher(text).matches()) {
            throw expected(what + " without a leading zero, which YAML reads as octal");
        }
        if (!DECIMAL.matcher(text).matches()) {
            throw expected(what);
        }
        double number = Double.parseDouble(text);
        if (Double.isInfinite(number)) {
            throw expected(what + " within the range of doubles");
        }
        return number;
    }

    long integer(String what) {
        double number = number(what);
        try {
            return Long.parseLong(((String) value).replaceFirst("^\\+", ""));
        } catch (NumberFormatException e) {
            throw expected(what + (number == Math.rint(number) ? ", written without point or exponent" : ""));
        }
    }

    boolean truth() {
        if ("true".equals(value) || "false".equals(value)) {
            return Boolean.parseBoolean((String) value);
        }
        throw expected("true or false");
    }

    /** One of some words, as what it stands for. */
    <T> T choice(Map<String, T> choices) {
        T chosen = value instanceof String ? choices.get(value) : null;
        if (chosen == null) {
            throw expected("one of " + String.join(", ", choices.keySet()));
        }
        return chosen;
    }

    /** Whether it is this text. */
    public boolean isText(String text) {
        return text.equals(value);
    }

    boolean isText() {
        return value instanceof String;
    }
}
