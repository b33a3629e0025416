/** What a plan, a migration or a verification has to say, as JSON for programs and as a page for people. */
@NullMarked
package org.filestoremigration.verification.report;

import org.jspecify.annotations.NullMarked;
