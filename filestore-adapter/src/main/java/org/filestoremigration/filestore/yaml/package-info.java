/** YAML as PyYAML reads it. Not part of the library's public face. */
@NullMarked
package org.filestoremigration.filestore.yaml;

import org.jspecify.annotations.NullMarked;
