/** The command line: commands, options, exit codes. Tests: CommandLineTest, BadInputTest. */
package org.apical.app.cli;
