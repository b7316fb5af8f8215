package org.apical.plasticity.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;

/** State in memory: numbers by name. */
public final class KeptState {
    private final Map<String, double[]> kept = new TreeMap<>();

    /** Keeps what is shown. */
    public static KeptState of(Consumer<StateVisitor> shown) {
        KeptState state = new KeptState();
        shown.accept(state.new Visitor("", false));
        return state;
    }

    /** Puts it back; fails unless everything kept is asked for, in the shape it has. */
    public void putBack(Consumer<StateVisitor> shown) {
        Map<String, double[]> left = new TreeMap<>(kept);
        shown.accept(new Visitor("", true) {
            @Override
            double[] taken(String name) {
                assertThat(left).containsKey(name);
                return left.remove(name);
            }
        });
        assertThat(left).isEmpty();
    }

    /** Every number by its name. */
    public Map<String, List<Double>> numbers() {
        Map<String, List<Double>> all = new TreeMap<>();
        kept.forEach(
                (name, values) -> all.put(name, Arrays.stream(values).boxed().toList()));
        return all;
    }

    private class Visitor implements StateVisitor {
        private final String prefix;
        private final boolean restoring;

        Visitor(String prefix, boolean restoring) {
            this.prefix = prefix;
            this.restoring = restoring;
        }

        double[] taken(String name) {
            throw new IllegalStateException(name);
        }

        @Override
        public void numbers(String name, double[] values) {
            if (restoring) {
                double[] from = taken(prefix + name);
                assertThat(values).hasSameSizeAs(from);
                System.arraycopy(from, 0, values, 0, values.length);
            } else {
                assertThat(kept.put(prefix + name, values.clone()))
                        .as("another " + prefix + name)
                        .isNull();
            }
        }

        @Override
        public long count(String name, long value) {
            double[] one = {value};
            numbers(name, one);
            return (long) one[0];
        }

        @Override
        public <T> void rows(String name, List<T> list, Function<T, double[]> row, Function<double[], T> element) {
            int size = (int) count(name + "/size", list.size());
            List<T> rows = new ArrayList<>(list);
            if (restoring) {
                list.clear();
                for (int k = 0; k < size; k++) {
                    list.add(element.apply(taken(prefix + name + "/" + k)));
                }
            } else {
                for (int k = 0; k < size; k++) {
                    kept.put(prefix + name + "/" + k, row.apply(rows.get(k)));
                }
            }
        }

        @Override
        public StateVisitor in(String name) {
            Visitor outer = this;
            return new Visitor(prefix + name + "/", restoring) {
                @Override
                double[] taken(String full) {
                    return outer.taken(full);
                }
            };
        }
    }
}
