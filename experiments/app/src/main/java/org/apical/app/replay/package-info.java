/**
 * Recorded cases of other implementations, recomputed quantity by quantity. Tests: ReplayTest (every small recorded case), CaseFileTest.
 */
package org.apical.app.replay;
