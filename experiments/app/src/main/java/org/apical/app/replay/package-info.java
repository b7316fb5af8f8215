/**
 * Recorded cases of other implementations, recomputed quantity by quantity. Tests: ReplayTest (every small recorded case), CaseFileTest, CompartmentCaseTest
 * (cases with one thing changed),
 * VectorAngleTest (angles of updates), NullSpaceTest (share of an update that changes no output).
 */
package org.apical.app.replay;
