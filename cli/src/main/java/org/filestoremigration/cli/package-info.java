/** The program {@code migrate-filestore}. */
@NullMarked
package org.filestoremigration.cli;

import org.jspecify.annotations.NullMarked;
