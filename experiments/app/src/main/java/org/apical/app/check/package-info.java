/** What a run promises, measured: the lines that decide its exit code. Tests: CheckTest. */
package org.apical.app.check;
