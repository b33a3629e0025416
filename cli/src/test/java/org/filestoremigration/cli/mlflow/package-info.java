/** Real MLflow: its client, its server and its page, on what the program wrote. */
@NullMarked
package org.filestoremigration.cli.mlflow;

import org.jspecify.annotations.NullMarked;
