@NullMarked
package org.filestoremigration.postgresql;

import org.jspecify.annotations.NullMarked;
