package org.apical.app.yaml;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The registry: which records stand for an interface in a description, under which names; how constants of an enum are called; which records are written as a list of their
 * components. A new kind of anything is one line here.
 */
public final class Kinds {
    private final Map<Class<?>, Family<?>> families = new HashMap<>();
    private final Map<Class<?>, Map<String, Object>> words = new HashMap<>();
    private final Set<Class<?>> tuples = new HashSet<>();

    /**
     * The kinds of one interface.
     *
     * @param <I> what they are kinds of
     */
    public static final class Family<I> {
        private final boolean wrapped;
        private final String discriminator;
        private final Map<String, Class<? extends I>> kinds = new LinkedHashMap<>();
        private Class<? extends I> plain;

        private Family(boolean wrapped, String discriminator) {
            this.wrapped = wrapped;
            this.discriminator = discriminator;
        }

        /** A record of that name. */
        public Family<I> kind(String name, Class<? extends I> record) {
            kinds.put(name, record);
            return this;
        }

        /** A record that is meant where no name is given. */
        public Family<I> plain(String name, Class<? extends I> record) {
            plain = record;
            return kind(name, record);
        }

        Map<String, Class<? extends I>> kinds() {
            return kinds;
        }

        Class<? extends I> plain() {
            return plain;
        }

        String discriminator() {
            return discriminator;
        }

        boolean wrapped() {
            return wrapped;
        }

        String name(Object record) {
            return kinds.entrySet().stream()
                    .filter(e -> e.getValue() == record.getClass())
                    .map(Map.Entry::getKey)
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException(record + " is not registered"));
        }
    }

    /** Kinds that are written {@code {kind: name, key: value}}, or {@code name} without parameters. */
    public <I> Family<I> family(Class<I> type) {
        return family(type, "kind");
    }

    /** The same with another key than {@code kind}. */
    public <I> Family<I> family(Class<I> type, String discriminator) {
        return put(type, new Family<>(false, discriminator));
    }

    /** Kinds that are written {@code {name: {key: value}}}, or {@code name} without parameters. */
    public <I> Family<I> wrapped(Class<I> type) {
        return put(type, new Family<>(true, "kind"));
    }

    private <I> Family<I> put(Class<I> type, Family<I> family) {
        families.put(type, family);
        return family;
    }

    /** The word of a constant, where it is not its name. */
    public <E extends Enum<E>> Kinds word(String word, E constant) {
        words.computeIfAbsent(constant.getDeclaringClass(), type -> new LinkedHashMap<>())
                .put(word, constant);
        return this;
    }

    /** A record that is written as the list of its components. */
    public Kinds tuple(Class<? extends Record> type) {
        tuples.add(type);
        return this;
    }

    /** The kinds of an interface, by name. */
    public Set<String> names(Class<?> type) {
        return of(type).kinds().keySet();
    }

    /** The name of a kind. */
    public String name(Class<?> type, Object record) {
        return of(type).name(record);
    }

    Family<?> of(Class<?> type) {
        Family<?> family = families.get(type);
        if (family == null) {
            throw new IllegalStateException(type + " is not registered");
        }
        return family;
    }

    boolean isTuple(Class<?> type) {
        return tuples.contains(type);
    }

    Map<String, Object> words(Class<?> type) {
        Map<String, Object> special = words.get(type);
        if (special != null) {
            return special;
        }
        Map<String, Object> plain = new LinkedHashMap<>();
        for (Object constant : type.getEnumConstants()) {
            String name = ((Enum<?>) constant).name();
            boolean code = name.matches("F\\d");
            plain.put(code ? name : name.toLowerCase(Locale.ROOT).replace('_', ' '), constant);
        }
        return plain;
    }
}
