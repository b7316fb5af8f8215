/**
 * Networks that learn image sets by the published settings (physics.md 8), for studies that compare methods on them: sets, methods, what is run, what came of it. Tests: Table1StudyTest, StrongStudyTest, ImageResultsTest.
 */
package org.apical.app.study.images;
