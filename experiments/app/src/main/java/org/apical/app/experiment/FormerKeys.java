package org.apical.app.experiment;

import org.apical.app.yaml.Located;

/** Keys by their former names, so that older files are still read. */
final class FormerKeys {
    private static final String[][] MOVED = {
        {"learning.task", "data.set"},
        {"learning.samples", "data.train"},
        {"learning.tested", "data.test"},
        {"learning.formulation", "audit.formulation"},
        {"spikes.lif", "spikes.soma"},
    };

    private FormerKeys() {}

    /** The same with the present names. */
    static Located renamed(Located root) {
        Located renamed = root;
        for (String[] key : MOVED) {
            Located there = renamed.at(key[0]);
            if (there.key().equals(key[0])) {
                renamed = renamed.without(key[0]).with(key[1], root.file(), named(key[0], there, renamed.at(key[1])));
            }
        }
        return renamed;
    }

    /** The parameters of a soma that is named beside them; under another name they would be those of nothing. */
    private static Located named(String key, Located value, Located beside) {
        if (!key.equals("spikes.lif")) {
            return value;
        }
        if (!beside.key().equals("spikes.soma") || !beside.isText("lif")) {
            throw value.error("expected soma: lif beside it, whose parameters these are");
        }
        return value.wrapped("lif");
    }
}
