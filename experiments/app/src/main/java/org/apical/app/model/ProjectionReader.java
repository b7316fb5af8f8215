package org.apical.app.model;

import java.util.List;
import java.util.Map;
import org.apical.network.description.Connectivity;
import org.apical.network.description.InitialWeights;
import org.apical.network.description.ProjectionDescription;
import org.apical.network.description.Site;

/** Reads a projection: {@code {from, to, site, connectivity, delayMs, weights}}. */
final class ProjectionReader {
    static final String[] KEYS = {"from", "to", "site", "connectivity", "delayMs", "weights"};

    private final Map<String, Integer> units;

    /** @param units of each population, by name */
    ProjectionReader(Map<String, Integer> units) {
        this.units = units;
    }

    ProjectionDescription read(Located projection) {
        projection.keys(KEYS);
        int from = unitsOf(projection.get("from"));
        int to = unitsOf(projection.get("to"));
        Site site = projection
                .find("site")
                .map(s -> s.choice(Located.<Site>choices("basal", Site.BASAL, "apical", Site.APICAL)))
                .orElse(Site.BASAL);
        Connectivity connectivity = projection
                .find("connectivity")
                .map(c -> connectivity(c, from, to))
                .orElse(new Connectivity.Dense());
        InitialWeights weights =
                projection.find("weights").map(ProjectionReader::weights).orElse(new InitialWeights.Xavier());
        return projection.build(() -> new ProjectionDescription(
                projection.get("from").text(),
                projection.get("to").text(),
                site,
                connectivity,
                projection.number("delayMs", 0),
                weights));
    }

    private int unitsOf(Located name) {
        Integer found = units.get(name.text());
        if (found == null) {
            throw name.expected("one of " + String.join(", ", units.keySet()));
        }
        return found;
    }

    private static Connectivity connectivity(Located c, int from, int to) {
        if (!c.isMap()) {
            return c.choice(Located.<Connectivity>choices("dense", new Connectivity.Dense()));
        }
        c.keys("probability", "pairs");
        if (c.find("pairs").isPresent() == c.find("probability").isPresent()) {
            throw c.expected("either probability or pairs");
        }
        if (c.find("pairs").isPresent()) {
            Located pairs = c.get("pairs");
            List<Connectivity.Pair> list = pairs.items(pair -> pair(pair, from, to));
            return pairs.build(() -> new Connectivity.Pairs(list));
        }
        return c.build(() -> new Connectivity.Probability(c.get("probability").number()));
    }

    private static Connectivity.Pair pair(Located pair, int from, int to) {
        List<Located> ends = pair.items();
        if (ends.size() != 2) {
            throw pair.expected("[from, to]");
        }
        return new Connectivity.Pair(
                ends.get(0).integer(0, from - 1), ends.get(1).integer(0, to - 1));
    }

    private static InitialWeights weights(Located w) {
        if (!w.isMap()) {
            return w.choice(Located.<InitialWeights>choices("xavier", new InitialWeights.Xavier()));
        }
        w.keys("mean", "deviation");
        return w.build(() -> new InitialWeights.Normal(
                w.number("mean", 0), w.get("deviation").number()));
    }
}
