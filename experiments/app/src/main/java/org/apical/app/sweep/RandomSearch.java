package org.apical.app.sweep;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.apical.app.yaml.Located;
import org.apical.app.yaml.RecordYaml;
import org.apical.neuron.parameter.Key;
import org.apical.neuron.random.Purpose;
import org.apical.neuron.random.RandomStreams;

/** Points drawn at random: of a list one of its values; of a range one of those it lists, or any number between its ends, uniform or log-uniform. */
final class RandomSearch {
    private static final String OVER = "over";

    private RandomSearch() {}

    /**
     * How much is drawn.
     *
     * @param draws the budget
     */
    record Budget(
            @Key(value = "points that are drawn", least = 1, most = ParameterGrid.MOST_CELLS)
            int draws,

            @Key(value = "root of the draws", or = "1") long seed) {}

    /** What is drawn from, of one key. */
    private interface Distribution {
        String draw(RandomGenerator random);
    }

    /** An axis of points. */
    static ParameterGrid.Axis axis(Located at, RecordYaml yaml) {
        Located over = at.at(OVER);
        if (!at.isMap()
                || !over.key().equals(at.key() + "." + OVER)
                || !over.isMap()
                || over.entries().isEmpty()) {
            throw at.expected("the keys draws (how many) and over (keys with their values)");
        }
        Budget budget = yaml.read(Budget.class, at.without(OVER));
        RandomStreams streams = new RandomStreams(budget.seed());
        List<Map<String, Located>> points = new ArrayList<>();
        for (int draw = 0; draw < budget.draws(); draw++) {
            points.add(new LinkedHashMap<>());
        }
        int key = 0;
        for (Map.Entry<String, Located> one : over.entries().entrySet()) {
            for (int draw = 0; draw < budget.draws(); draw++) {
                RandomGenerator random = streams.stream(Purpose.RANDOM_SEARCH, key, draw);
                points.get(draw).put(one.getKey(), drawn(one.getValue(), yaml, random));
            }
            key++;
        }
        return new ParameterGrid.Axis(List.copyOf(over.entries().keySet()), points);
    }

    private static Located drawn(Located at, RecordYaml yaml, RandomGenerator random) {
        if (at.isMap()) {
            Range range = yaml.read(Range.class, at);
            if (!range.listed()) {
                return at.as(range.at(random.nextDouble()));
            }
        }
        List<Located> values = ParameterGrid.values(at, yaml);
        return values.get(random.nextInt(values.size()));
    }
}
