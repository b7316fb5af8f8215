package org.apical.app.yaml;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apical.neuron.parameter.Key;

/** Every key of a description as Markdown: what it is, its unit, default and bounds, from the same {@link Key} that reads and checks it. */
public final class KeyReference {
    private static final String HEAD = "| key | what it is | unit | default | allowed |\n|---|---|---|---|---|\n";

    private final Kinds kinds;
    private final StringBuilder text = new StringBuilder();
    /** Interfaces whose kinds are still to be described. */
    private final Set<Class<?>> named = new LinkedHashSet<>();

    private KeyReference(Kinds kinds) {
        this.kinds = kinds;
    }

    /** The reference of a record and of all that may stand in it. */
    public static String of(Class<? extends Record> type, Kinds kinds) {
        KeyReference reference = new KeyReference(kinds);
        reference.text.append(HEAD);
        reference.rows(type, "");
        Set<Class<?>> done = new LinkedHashSet<>();
        while (!done.containsAll(reference.named)) {
            List.copyOf(reference.named).stream()
                    .sorted(Comparator.comparing(Class::getSimpleName))
                    .filter(done::add)
                    .forEach(reference::family);
        }
        return reference.text.toString();
    }

    private void family(Class<?> type) {
        Kinds.Family<?> family = kinds.of(type);
        text.append("\n## ").append(heading(type)).append("\n");
        family.kinds().forEach((name, record) -> {
            String how = family.wrapped()
                    ? "{" + name + ": ...}"
                    : "{" + family.discriminator(name) + ": " + name + ", ...}";
            kind(record.getRecordComponents().length == 0 ? name : how, record);
        });
        if (family.number() != null) {
            kind("a number", family.number());
        }
        family.having().forEach((key, record) -> kind("{" + key + ": ..., ...}", record));
    }

    private void kind(String how, Class<?> record) {
        text.append("\n`").append(how).append("`\n");
        if (record.getRecordComponents().length > 0) {
            text.append('\n').append(HEAD);
            rows(record, "");
        }
    }

    /** The name under which the kinds of an interface stand in the reference. */
    private static String heading(Class<?> type) {
        return type.getSimpleName()
                .replaceAll("Description$", "")
                .replaceAll("(?<=[a-z])(?=[A-Z])", " ")
                .toLowerCase(Locale.ROOT);
    }

    private void rows(Class<?> type, String before) {
        for (RecordComponent component : type.getRecordComponents()) {
            Key key = component.getAnnotation(Key.class);
            Class<?> inner = inner(component.getGenericType());
            String name = before + component.getName();
            if (key != null && key.inline()) {
                rows(component.getType(), before);
                continue;
            }
            boolean list = component.getType() == List.class;
            text.append(String.format(
                    "| `%s` | %s | %s | %s | %s |\n",
                    name + (list ? "[]" : ""),
                    key == null ? "" : key.value().replace("|", "\\|"),
                    RecordYaml.unit(component.getName()),
                    otherwise(component, key),
                    allowed(inner, key)));
            if (inner.isRecord() && !kinds.isTuple(inner) && !isNumber(inner)) {
                rows(inner, name + (list ? "[]." : "."));
            } else if (inner.isInterface()) {
                named.add(inner);
            }
        }
    }

    private static Class<?> inner(Type type) {
        return type instanceof ParameterizedType generic ? inner(generic.getActualTypeArguments()[0]) : (Class<?>) type;
    }

    private static String otherwise(RecordComponent component, Key key) {
        if (key != null && !key.or().isEmpty()) {
            return "`" + key.or() + "`";
        }
        boolean list = component.getType() == List.class;
        return component.getType() == Optional.class ? "–" : list ? "none" : "required";
    }

    /** Whether a record is written as a number. */
    private static boolean isNumber(Class<?> type) {
        return type.isRecord()
                && type.getRecordComponents().length == 1
                && type.getRecordComponents()[0].getType() == Number.class;
    }

    private String allowed(Class<?> type, Key key) {
        if (type.isEnum()) {
            return String.join(", ", kinds.words(type).keySet());
        }
        if (type.isInterface()) {
            return String.join(", ", kinds.names(type));
        }
        if (type == boolean.class || type == Boolean.class) {
            return "true, false";
        }
        if (isNumber(type)) {
            return RecordYaml.bounds(type.getRecordComponents()[0].getAnnotation(Key.class));
        }
        return type.isRecord() || type == String.class ? "" : RecordYaml.bounds(key);
    }
}
