package org.filestoremigration.domain;

/**
 * A record of which a store is made, as a reader delivers it and a writer takes it: an experiment, a dataset, a run, a
 * point of a run or of a logged model, a logged model, a trace, a registered model or a version. What is small rides in
 * its owner and is not an entity of its own.
 *
 * <p>It is above the packages of its records, which the ports in {@code domain.store} know and which know no port.
 */
public interface Entity {}
