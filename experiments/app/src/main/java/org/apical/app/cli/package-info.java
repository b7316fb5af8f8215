/** The command line: commands, options, exit codes. Tests: CommandLineTest. */
package org.apical.app.cli;
