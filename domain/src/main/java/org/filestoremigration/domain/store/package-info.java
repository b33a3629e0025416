/** The ports: how a store is read and written, whatever it is made of. */
@NullMarked
package org.filestoremigration.domain.store;

import org.jspecify.annotations.NullMarked;
