package org.apical.app.experiment;

import org.apical.neuron.parameter.Key;

/** How formulations are compared beside learning. */
public record Agreement(
        @Key(value = "held-out samples whose steady states are compared", or = "16", least = 1, most = 1e6)
        int samples,

        @Key(value = "for which they are controlled", or = "12000", above = 0)
        double settleMs) {}
