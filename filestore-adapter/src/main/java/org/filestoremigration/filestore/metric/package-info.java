/** Metric files: lines, points, and their order. Not part of the library's public face. */
@NullMarked
package org.filestoremigration.filestore.metric;

import org.jspecify.annotations.NullMarked;
