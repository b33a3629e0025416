/** Compares two stores field by field and reports every difference. */
@NullMarked
package org.filestoremigration.verification;

import org.jspecify.annotations.NullMarked;
