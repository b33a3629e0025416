/** The program as a whole: its options, its refusals, what it leaves behind, and the forms in which it is handed out. */
@NullMarked
package org.filestoremigration.cli.program;

import org.jspecify.annotations.NullMarked;
