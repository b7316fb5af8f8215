package org.apical.app.yaml;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
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
        private final Map<String, Class<? extends I>> kinds = new LinkedHashMap<>();
        /** The key that names a kind. */
        private final Map<String, String> keys = new LinkedHashMap<>();

        private final Map<String, Class<? extends I>> having = new LinkedHashMap<>();
        private String discriminator;
        private Class<? extends I> plain;
        private Class<? extends I> number;

        private Family(boolean wrapped, String discriminator) {
            this.wrapped = wrapped;
            this.discriminator = discriminator;
        }

        /** A record of that name. */
        public Family<I> kind(String name, Class<? extends I> record) {
            kinds.put(name, record);
            keys.put(name, discriminator);
            return this;
        }

        /** The kinds that follow are named by another key. */
        public Family<I> named(String key) {
            discriminator = key;
            return this;
        }

        /** A record without a name, known by a key that it has. */
        public Family<I> having(String key, Class<? extends I> record) {
            having.put(key, record);
            return this;
        }

        /** A record of one number that is written as that. */
        public Family<I> number(Class<? extends I> record) {
            number = record;
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

        /** The keys that name kinds. */
        Set<String> discriminators() {
            return new LinkedHashSet<>(keys.values());
        }

        /** The key that names a kind. */
        String discriminator(String name) {
            return keys.get(name);
        }

        /** The kinds that a key names. */
        Map<String, Class<? extends I>> kinds(String key) {
            Map<String, Class<? extends I>> named = new LinkedHashMap<>(kinds);
            named.keySet().removeIf(name -> !keys.get(name).equals(key));
            return named;
        }

        /** Records known by a key that they have. */
        Map<String, Class<? extends I>> having() {
            return having;
        }

        /** A record that is written as a number; null where there is none. */
        Class<? extends I> number() {
            return number;
        }

        /** How they are told apart, in words. */
        String words() {
            List<String> words = new ArrayList<>();
            if (number != null) {
                words.add("a number");
            }
            for (String key : discriminators()) {
                String names = "one of " + String.join(", ", kinds(key).keySet());
                words.add(
                        keys.size() > kinds(key).size()
                                ? "{" + key + ": " + names + "}"
                                : names + ", or {" + key + ": one of them, with parameters}");
            }
            having.keySet().forEach(key -> words.add("{" + key + ": ...}"));
            return String.join(", or ", words);
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
        Set<String> names = new LinkedHashSet<>(of(type).kinds().keySet());
        if (of(type).number() != null) {
            names.add("a number");
        }
        of(type).having().keySet().forEach(key -> names.add("{" + key + ": ...}"));
        return names;
    }

    /** The name that a record of a kind, or a constant, has in files. */
    public String name(Object part) {
        if (part instanceof Enum<?> constant) {
            return words(constant.getDeclaringClass()).entrySet().stream()
                    .filter(word -> word.getValue() == constant)
                    .map(Map.Entry::getKey)
                    .findFirst()
                    .orElseThrow();
        }
        return families.values().stream()
                .filter(family -> family.kinds().containsValue(part.getClass()))
                .map(family -> family.name(part))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(part + " is not registered"));
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
