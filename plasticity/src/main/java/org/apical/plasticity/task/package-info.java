/** The student–teacher regression, whose samples are computed (physics.md 8), and losses of outputs: squared error, cross-entropy. Tests: StudentTeacherTest, CrossEntropyTest. */
package org.apical.plasticity.task;
