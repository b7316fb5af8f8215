package org.apical.app.cli;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.apical.app.store.Checkpoints;
import org.apical.app.study.Parts;

/** Parts of a study in {@code checkpoint/}: written as time passes and at the end, however it ends. When it is asked to stop no further part begins. */
final class KeptParts implements Parts, AutoCloseable {
    private final Checkpoints checkpoints;
    private final StopSignals signals;
    private final double seconds;
    private final Map<String, double[]> parts = new TreeMap<>();
    private boolean changed;
    private long kept = System.nanoTime();

    KeptParts(RunFrame.Place place, StopSignals signals) {
        this.checkpoints = Checkpoints.in(place.directory(), place.id());
        this.signals = signals;
        this.seconds = place.checkpointSeconds();
        parts.putAll(checkpoints.parts(place.progress()));
    }

    @Override
    public double[] numbers(String name, Supplier<double[]> part) {
        double[] before = known(name);
        if (before != null) {
            return before;
        }
        signals.stopIfAsked();
        double[] numbers = part.get();
        keep(name, numbers);
        return numbers;
    }

    private synchronized double[] known(String name) {
        return parts.get(name);
    }

    private synchronized void keep(String name, double[] numbers) {
        if (parts.put(name, numbers) != null) {
            throw new IllegalStateException("a study has two parts of the name " + name);
        }
        changed = true;
        if (1e-9 * (System.nanoTime() - kept) >= seconds) {
            write();
        }
    }

    private void write() {
        checkpoints.parts(parts);
        changed = false;
        kept = System.nanoTime();
    }

    @Override
    public synchronized void close() {
        if (changed) {
            write();
        }
    }
}
