/** Potentials of neurons and firing rates of units over whole presentations: where they are, and for what share of time outside the ranges in which they are to stay (physics.md 5.1). Tests: ActivityTest. */
package org.apical.app.activity;
