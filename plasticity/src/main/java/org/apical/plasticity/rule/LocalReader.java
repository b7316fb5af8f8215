package org.apical.plasticity.rule;

import java.util.EnumSet;
import java.util.Set;
import org.apical.network.synapse.Quantity;
import org.apical.network.synapse.Reading;

/** A mechanism at a synapse that says what it reads there: exactly that, no more (ReadingsTest). */
public interface LocalReader {

    /** Everything that is read. */
    Set<Reading> reads();

    /** How far back the longest reading reaches (ms), a time constant with its delay; 0: the present step decides. */
    default double windowMs() {
        return reads().stream().mapToDouble(Reading::windowMs).max().orElse(0);
    }

    /** What is read, however it is filtered. */
    default Set<Quantity> quantities() {
        EnumSet<Quantity> quantities = EnumSet.noneOf(Quantity.class);
        reads().forEach(reading -> quantities.add(reading.quantity()));
        return quantities;
    }
}
