@NullMarked
package org.filestoremigration.domain.model;

import org.jspecify.annotations.NullMarked;
