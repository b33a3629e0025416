/** What the documents say, held against the program and against real stores. */
@NullMarked
package org.filestoremigration.cli.documents;

import org.jspecify.annotations.NullMarked;
