/** Tasks: data sets, and how they are divided. A new one is a record here and a line in the registry of {@code experiment}. Test: DigitsTest. */
package org.apical.app.task;
