/** The migration itself, and the rules of what becomes of what a FileStore says. */
@NullMarked
package org.filestoremigration.domain.migration;

import org.jspecify.annotations.NullMarked;
