/** The arrows between the modules. */
@NullMarked
package org.filestoremigration.cli.architecture;

import org.jspecify.annotations.NullMarked;
