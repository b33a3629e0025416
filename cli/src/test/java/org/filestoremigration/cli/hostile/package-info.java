/** Damaged, strange and hostile stores. */
@NullMarked
package org.filestoremigration.cli.hostile;

import org.jspecify.annotations.NullMarked;
