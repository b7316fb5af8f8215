package org.apical.app.yaml;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apical.app.UserError;
import org.apical.neuron.parameter.Key;
import org.apical.neuron.parameter.ParameterException;

/**
 * Records as YAML and back: the keys are the components, and {@link Key} says of each its default and its bounds. What is wrong is named with file, key and line: keys that
 * nothing knows, all keys that are missing in one place, values out of bounds, and what the constructor of a record refuses.
 *
 * <p>A record of one component may be written as its value; a record of a registered interface by its name ({@link Kinds}), or by its keys alone where it is the default.
 */
public final class RecordYaml {
    private static final Map<String, String> UNITS = new LinkedHashMap<>();

    static {
        UNITS.put("Ms", "ms");
        UNITS.put("PerMv2", "1/mV^2");
        UNITS.put("PerMv", "1/mV");
        UNITS.put("Mv", "mV");
        UNITS.put("Hz", "Hz");
        UNITS.put("NanoS", "nS");
        UNITS.put("PicoF", "pF");
        UNITS.put("PicoA", "pA");
    }

    private final Kinds kinds;

    public RecordYaml(Kinds kinds) {
        this.kinds = kinds;
    }

    /** The unit that the name of a key ends with; empty for numbers without. */
    public static String unit(String key) {
        return UNITS.entrySet().stream()
                .filter(e -> key.endsWith(e.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("");
    }

    /** The record that a map describes. */
    public <T extends Record> T read(Class<T> type, Located at) {
        return type.cast(record(type, at));
    }

    private Object value(RecordComponent component, Located at) {
        return value(component.getGenericType(), component.getAnnotation(Key.class), component.getName(), at);
    }

    private Object value(Type type, Key key, String name, Located at) {
        if (type instanceof ParameterizedType generic) {
            Type of = generic.getActualTypeArguments()[0];
            if (generic.getRawType() == Optional.class) {
                return Optional.of(value(of, key, name, at));
            }
            List<Object> items = new ArrayList<>();
            for (Located item : of == String.class && at.isText() ? List.of(at) : at.items()) {
                items.add(value(of, key, name, item));
            }
            return List.copyOf(items);
        }
        Class<?> plain = (Class<?>) type;
        if (plain == double.class || plain == Double.class) {
            return within(at.number(number(key, name)), key, name, at);
        }
        if (plain == Number.class) {
            double x = within(at.number(number(key, name)), key, name, at);
            return x == Math.rint(x) && Math.abs(x) < 1e15 ? (Number) (long) x : (Number) x;
        }
        if (plain == int.class || plain == Integer.class) {
            double least = Math.max(key == null ? -1e18 : key.least(), Integer.MIN_VALUE);
            double most = Math.min(key == null ? 1e18 : key.most(), Integer.MAX_VALUE);
            return (int) whole(at, least, most);
        }
        if (plain == long.class || plain == Long.class) {
            return at.integer("a whole number");
        }
        if (plain == boolean.class || plain == Boolean.class) {
            return at.truth();
        }
        if (plain == String.class) {
            return at.text();
        }
        if (plain.isEnum()) {
            return at.choice(kinds.words(plain));
        }
        return plain.isRecord() ? record(plain, at) : variant(plain, key, name, at);
    }

    private static long whole(Located at, double least, double most) {
        String what = "a whole number from " + (long) least + " to " + (long) most;
        long number = at.integer(what);
        if (number < least || number > most) {
            throw at.expected(what);
        }
        return number;
    }

    private static String number(Key key, String name) {
        String bounds = bounds(key);
        String unit = unit(name);
        return "a number" + (bounds.isEmpty() ? "" : " " + bounds) + (unit.isEmpty() ? "" : " (" + unit + ")");
    }

    /** The bounds of a number in words; empty where there are none. */
    static String bounds(Key key) {
        if (key == null) {
            return "";
        }
        List<String> bounds = new ArrayList<>();
        bound(bounds, ">= ", key.least());
        bound(bounds, "> ", key.above());
        bound(bounds, "<= ", key.most());
        bound(bounds, "< ", key.below());
        return String.join(" and ", bounds);
    }

    private static void bound(List<String> bounds, String relation, double bound) {
        if (Double.isFinite(bound)) {
            bounds.add(relation + plain(bound));
        }
    }

    private static String plain(double x) {
        return x == Math.rint(x) && Math.abs(x) < 1e15 ? String.valueOf((long) x) : String.valueOf(x);
    }

    private static double within(double x, Key key, String name, Located at) {
        if (key != null && (x < key.least() || x <= key.above() || x > key.most() || x >= key.below())) {
            throw at.expected(number(key, name));
        }
        return x;
    }

    private Object variant(Class<?> type, Key key, String name, Located at) {
        Kinds.Family<?> family = kinds.of(type);
        Map<String, ? extends Class<?>> names = family.kinds();
        if (at.isText()) {
            return family.number() != null
                    ? record(family.number(), at)
                    : record(
                            at.choice(family.kinds(
                                    family.discriminators().iterator().next())),
                            at.emptyMap());
        }
        for (String discriminator : at.isMap() ? family.discriminators() : Set.<String>of()) {
            if (at.entries().containsKey(discriminator)) {
                Located kind = at.entries().get(discriminator);
                Class<?> named = kind.choice(family.kinds(discriminator));
                return record(named, ofKind(named, family, kind, at.without(discriminator)));
            }
        }
        for (Map.Entry<String, ? extends Class<?>> known : family.having().entrySet()) {
            if (at.isMap() && at.entries().containsKey(known.getKey())) {
                return record(known.getValue(), at);
            }
        }
        if (at.isMap() && at.entries().size() == 1) {
            Map.Entry<String, Located> only = at.entries().entrySet().iterator().next();
            if (names.containsKey(only.getKey())) {
                return record(names.get(only.getKey()), only.getValue());
            }
        }
        if (at.name() != null) {
            return record(at.name().choice(names), at.unnamed());
        }
        if (at.isMap() && family.plain() != null) {
            return record(family.plain(), at);
        }
        if (at.isMap() && !family.wrapped() && key != null && !key.or().isEmpty()) {
            Class<?> usual = value(type, null, name, LocatedYaml.read("default of " + name, key.or()))
                    .getClass();
            if (names(usual).containsAll(at.entries().keySet())) {
                return record(usual, at);
            }
        }
        throw at.expected(family.wrapped() ? "either " + String.join(" or ", names.keySet()) : family.words());
    }

    /** Without the keys that the file gave another kind, where something else than the file names the kind. */
    private static Located ofKind(Class<?> named, Kinds.Family<?> family, Located kind, Located at) {
        Located left = at;
        if (!kind.file().equals(at.file())) {
            List<String> own = names(named);
            for (Map.Entry<String, Located> entry : at.entries().entrySet()) {
                String key = entry.getKey();
                boolean former = entry.getValue().file().equals(at.file())
                        && !own.contains(key)
                        && family.kinds().values().stream()
                                .anyMatch(other -> names(other).contains(key));
                left = former ? left.without(key) : left;
            }
        }
        return left;
    }

    private Object record(Class<?> type, Located at) {
        RecordComponent[] components = type.getRecordComponents();
        if (!at.isMap() && components.length == 1 && !components[0].getType().isRecord()) {
            return build(type, at, new Object[] {value(components[0], at)});
        }
        if (at.isList() && kinds.isTuple(type)) {
            return tuple(type, components, at);
        }
        List<String> allowed = names(type);
        if (at.name() != null && components.length > 1) {
            throw at.name().expected("the keys " + String.join(", ", allowed));
        }
        if (!at.isMap()) {
            throw at.expected("the keys " + String.join(", ", allowed));
        }
        at.entries().forEach((name, there) -> {
            if (!allowed.contains(name)) {
                String known = allowed.isEmpty() ? "no keys" : "one of " + String.join(", ", allowed);
                throw there.error("expected " + known + ", found the key '" + name + "'");
            }
        });
        List<String> missing = new ArrayList<>();
        missing(type, at, missing);
        if (!missing.isEmpty()) {
            throw at.error(
                    "expected the key" + (missing.size() == 1 ? " " : "s ") + String.join(", ", missing) + ", found "
                            + (at.entries().isEmpty()
                                    ? "no keys"
                                    : String.join(", ", at.entries().keySet())));
        }
        return known(type, at);
    }

    /** A record whose keys are known to be there. */
    private Object known(Class<?> type, Located at) {
        RecordComponent[] components = type.getRecordComponents();
        Object[] values = new Object[components.length];
        for (int k = 0; k < values.length; k++) {
            Key key = components[k].getAnnotation(Key.class);
            String name = components[k].getName();
            Located found = at.entries().get(name);
            if (key != null && key.inline()) {
                values[k] = known(components[k].getType(), at);
            } else if (found != null) {
                values[k] = value(components[k], found);
            } else if (key != null && !key.or().isEmpty()) {
                values[k] = value(components[k], LocatedYaml.read("default of " + name, key.or()));
            } else {
                values[k] = components[k].getType() == Optional.class ? Optional.empty() : List.of();
            }
        }
        return build(type, at, values);
    }

    private Object tuple(Class<?> type, RecordComponent[] components, Located at) {
        List<Located> items = at.items();
        if (items.size() != components.length) {
            throw at.expected(Arrays.toString(
                    Arrays.stream(components).map(RecordComponent::getName).toArray()));
        }
        Object[] values = new Object[components.length];
        for (int k = 0; k < values.length; k++) {
            values[k] = value(components[k], items.get(k));
        }
        return build(type, at, values);
    }

    private static List<String> names(Class<?> type) {
        List<String> names = new ArrayList<>();
        for (RecordComponent component : type.getRecordComponents()) {
            Key key = component.getAnnotation(Key.class);
            if (key != null && key.inline()) {
                names.addAll(names(component.getType()));
            } else {
                names.add(component.getName());
            }
        }
        return names;
    }

    private static void missing(Class<?> type, Located at, List<String> missing) {
        for (RecordComponent component : type.getRecordComponents()) {
            Key key = component.getAnnotation(Key.class);
            boolean optional = component.getType() == Optional.class || component.getType() == List.class;
            if (key != null && key.inline()) {
                missing(component.getType(), at, missing);
            } else if (!optional
                    && (key == null || key.or().isEmpty())
                    && !at.entries().containsKey(component.getName())) {
                missing.add(component.getName());
            }
        }
    }

    /** The record; what its constructor refuses is reported at the key it names, or where the record stands. */
    private static Object build(Class<?> type, Located at, Object[] values) {
        try {
            Constructor<?> canonical = type.getDeclaredConstructor(Arrays.stream(type.getRecordComponents())
                    .map(RecordComponent::getType)
                    .toArray(Class<?>[]::new));
            canonical.setAccessible(true);
            return canonical.newInstance(values);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof ParameterException refused) {
                throw refused(at, refused);
            }
            if (e.getCause() instanceof RuntimeException other) {
                throw other;
            }
            throw new IllegalStateException(type + " cannot be made", e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type + " is no record that can be made", e);
        }
    }

    /** What a record has refused, at the key it names if there is one below: of a list, in the item that has the name of the owner. */
    public static UserError refused(Located at, ParameterException refused) {
        String[] path = refused.name().split("\\.");
        String owner = path.length < 2 ? "" : path[path.length - 2];
        return at.named(owner, path[path.length - 1]).error(refused.getMessage());
    }

    /** A record as a map, every key written out; keys that are optional and not there are left out. */
    public Map<String, Object> write(Record record) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            Key key = component.getAnnotation(Key.class);
            Object value = component(record, component);
            if (key != null && key.inline()) {
                map.putAll(write((Record) value));
            } else if (!(value instanceof Optional<?> o && o.isEmpty())) {
                map.put(component.getName(), written(value, component.getGenericType()));
            }
        }
        return map;
    }

    private static Object component(Record record, RecordComponent component) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(record + " cannot be read", e);
        }
    }

    private Object written(Object value, Type declared) {
        if (declared instanceof ParameterizedType generic) {
            Type of = generic.getActualTypeArguments()[0];
            if (value instanceof Optional<?> optional) {
                return written(optional.orElseThrow(), of);
            }
            return ((List<?>) value).stream().map(item -> written(item, of)).toList();
        }
        Class<?> type = (Class<?>) declared;
        if (type.isEnum()) {
            return kinds.words(type).entrySet().stream()
                    .filter(e -> e.getValue() == value)
                    .map(Map.Entry::getKey)
                    .findFirst()
                    .orElseThrow();
        }
        if (type.isRecord()) {
            return kinds.isTuple(type)
                    ? List.copyOf(write((Record) value).values())
                    : compact(type, write((Record) value));
        }
        return type.isInterface() ? variant(kinds.of(type), (Record) value) : value;
    }

    private Object variant(Kinds.Family<?> family, Record value) {
        Map<String, Object> body = write(value);
        if (value.getClass() == family.number() || family.having().containsValue(value.getClass())) {
            return compact(value.getClass(), body);
        }
        String name = family.name(value);
        if (body.isEmpty()) {
            return name;
        }
        if (family.wrapped()) {
            return Map.of(name, compact(value.getClass(), body));
        }
        Map<String, Object> map = new LinkedHashMap<>();
        map.put(family.discriminator(name), name);
        map.putAll(body);
        return map;
    }

    /** A record of one component as its value. */
    private static Object compact(Class<?> type, Map<String, Object> body) {
        return type.getRecordComponents().length == 1 && body.size() == 1
                ? body.values().iterator().next()
                : body;
    }
}
