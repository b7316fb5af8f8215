package org.apical.app.yaml;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.apical.neuron.parameter.Key;
import org.apical.neuron.parameter.ParameterException;

/** Records drawn at random: any value that the bounds of their components and their constructors allow. */
public final class RandomRecords {
    private static final int ATTEMPTS = 1000;
    private static final String[] TEXTS = {
        "a", "hidden", "b c", "010", "0x1f", "1e5", "true", "no", "null", "~", "- x", "a: b", "#", "'", "\"", "é漢",
        "*a", "!t", "{}", "[", "%", "<<"
    };

    private final Kinds kinds;
    private final SplittableRandom random;

    public RandomRecords(Kinds kinds, long seed) {
        this.kinds = kinds;
        this.random = new SplittableRandom(seed);
    }

    /** A record of a type. */
    public <T extends Record> T of(Class<T> type) {
        return type.cast(record(type));
    }

    private Object record(Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Object[] values = Arrays.stream(components)
                    .map(c -> value(c.getGenericType(), c.getAnnotation(Key.class)))
                    .toArray();
            try {
                Constructor<?> canonical = type.getDeclaredConstructor(types);
                canonical.setAccessible(true);
                return canonical.newInstance(values);
            } catch (InvocationTargetException e) {
                if (!(e.getCause() instanceof ParameterException)) {
                    throw new IllegalStateException(type + " of " + Arrays.toString(values), e.getCause());
                }
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }
        throw new IllegalStateException("no values that " + type + " allows");
    }

    private Object value(Type type, Key key) {
        if (type instanceof ParameterizedType generic) {
            Type of = generic.getActualTypeArguments()[0];
            if (generic.getRawType() == Optional.class) {
                return random.nextBoolean() ? Optional.empty() : Optional.of(value(of, key));
            }
            List<Object> items = new ArrayList<>();
            for (int n = random.nextInt(4); n > 0; n--) {
                items.add(value(of, key));
            }
            return List.copyOf(items);
        }
        Class<?> plain = (Class<?>) type;
        if (plain == double.class || plain == Double.class) {
            return number(key);
        }
        if (plain == int.class || plain == Integer.class) {
            int least = key == null ? Integer.MIN_VALUE : (int) Math.max(Integer.MIN_VALUE, key.least());
            int most = key == null ? Integer.MAX_VALUE : (int) Math.min(Integer.MAX_VALUE, key.most());
            return (int) (least + random.nextLong((long) most - least + 1));
        }
        if (plain == long.class || plain == Long.class) {
            return random.nextLong();
        }
        if (plain == boolean.class) {
            return random.nextBoolean();
        }
        if (plain == String.class) {
            return TEXTS[random.nextInt(TEXTS.length)];
        }
        if (plain.isEnum()) {
            return plain.getEnumConstants()[random.nextInt(plain.getEnumConstants().length)];
        }
        if (plain.isRecord()) {
            return record(plain);
        }
        if (plain == Number.class) {
            double x = number(key);
            return x == Math.rint(x) && Math.abs(x) < 1e15 ? (Number) (long) x : (Number) x;
        }
        if (kinds.of(plain).number() != null) {
            return record(kinds.of(plain).number());
        }
        List<? extends Class<?>> all = List.copyOf(kinds.of(plain).kinds().values());
        return record(all.get(random.nextInt(all.size())));
    }

    /** Of any magnitude; every third a power of two, so that some are multiples of others. */
    private double number(Key key) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            double x =
                    switch (random.nextInt(6)) {
                        case 0, 1 -> Math.scalb(1.0, random.nextInt(-2, 8));
                        case 2 -> random.nextInt(-3, 1000);
                        case 3 -> Math.scalb(random.nextDouble(-1, 1), random.nextInt(-1000, 1000));
                        default -> random.nextDouble(-2, 2);
                    };
            if (key == null || x >= key.least() && x > key.above() && x <= key.most() && x < key.below()) {
                return x;
            }
        }
        throw new IllegalStateException("no number that " + key + " allows");
    }
}
