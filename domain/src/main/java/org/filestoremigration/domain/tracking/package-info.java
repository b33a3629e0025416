/** What MLflow's tracking store holds: experiments, runs and what hangs on a run. */
@NullMarked
package org.filestoremigration.domain.tracking;

import org.jspecify.annotations.NullMarked;
