package org.filestoremigration.domain.migration;

/** Told how far a migration or verification is; it must return quickly. */
@FunctionalInterface
public interface Progress {

    /** Says nothing. */
    Progress NONE = entities -> {};

    /** So many more experiments, runs, logged models, traces, registered models and versions are done. */
    void advanced(long entities);
}
