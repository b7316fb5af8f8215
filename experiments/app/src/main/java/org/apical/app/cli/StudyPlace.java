package org.apical.app.cli;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.apical.app.study.StudyContext;
import org.apical.app.study.StudyProgress;

/** What is made of parts, run in a place: parts are kept as they end, and when it is asked to stop no further one begins. */
final class StudyPlace {
    private StudyPlace() {}

    /**
     * Runs it.
     *
     * @param name of what runs, before its progress
     */
    static <T> T run(String name, RunFrame.Place place, Function<StudyContext, T> work) {
        try (StopSignals signals = new StopSignals(place.progress());
                KeptParts parts = new KeptParts(place, signals)) {
            StudyProgress progress = new StudyProgress() {
                private final AtomicLong through = new AtomicLong();

                @Override
                public void accept(String part) {
                    signals.stopIfAsked();
                    place.progress().accept(part);
                }

                @Override
                public void jobs(int total) {
                    through.set(0);
                    place.meter().begin(name, total, "parts");
                }

                @Override
                public void through() {
                    place.meter().to(through.incrementAndGet());
                }
            };
            return work.apply(new StudyContext(place.product(), place.threads(), progress, parts));
        }
    }
}
