/**
 * Tasks: where samples come from ({@link org.apical.app.task.TaskDescription}), how they are divided and scaled ({@link org.apical.app.task.Split}), and what is then learned from and
 * held out ({@link org.apical.app.task.Task}). A new one is a record here and a line in the registry of {@code experiment}. Tests: DigitsTest, GeneratedTest, SplitTest.
 */
package org.apical.app.task;
