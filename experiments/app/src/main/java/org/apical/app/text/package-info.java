/** Text formats that several parts write. */
package org.apical.app.text;
