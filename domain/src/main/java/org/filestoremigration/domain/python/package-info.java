/** Text, numbers and JSON as Python, in which MLflow is written, reads and writes them; for the adapters of both sides. */
@NullMarked
package org.filestoremigration.domain.python;

import org.jspecify.annotations.NullMarked;
