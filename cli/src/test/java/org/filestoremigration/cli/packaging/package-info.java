/** Every way in which the program reaches its users: a checkout, archives, a Python package, an image. */
@NullMarked
package org.filestoremigration.cli.packaging;

import org.jspecify.annotations.NullMarked;
