/** Tasks and data. Test: DigitsTest. */
package org.apical.app.data;
