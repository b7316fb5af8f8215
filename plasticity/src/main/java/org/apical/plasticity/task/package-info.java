/** Tasks whose samples are computed: the student–teacher regression (physics.md 8). Test: StudentTeacherTest. */
package org.apical.plasticity.task;
