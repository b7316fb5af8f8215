/** Runs that are complete, read back and put side by side: {@code report DIR DIR ...}. Test: CompletedRunsTest. */
package org.apical.app.completed;
