/** The application: what a user runs. */
package org.apical.app;
