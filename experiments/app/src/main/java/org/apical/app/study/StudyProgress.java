package org.apical.app.study;

import java.util.function.Consumer;

/** Watches a study: told in words what begins; by default in vain how many jobs a stage has, and of each that it is through. Any thread tells it. */
@FunctionalInterface
public interface StudyProgress extends Consumer<String> {
    /** A stage of so many jobs begins. */
    default void jobs(int total) {}

    /** One of its jobs is through. */
    default void through() {}
}
