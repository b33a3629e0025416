/** The ports: what is read from, and what is written to. */
@NullMarked
package org.filestoremigration.domain.store;

import org.jspecify.annotations.NullMarked;
