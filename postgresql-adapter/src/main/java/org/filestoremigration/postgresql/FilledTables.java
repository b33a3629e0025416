package org.filestoremigration.postgresql;

import static org.filestoremigration.sql.jooq.Tables.ASSESSMENTS;
import static org.filestoremigration.sql.jooq.Tables.DATASETS;
import static org.filestoremigration.sql.jooq.Tables.ENTITY_ASSOCIATIONS;
import static org.filestoremigration.sql.jooq.Tables.EXPERIMENTS;
import static org.filestoremigration.sql.jooq.Tables.EXPERIMENT_TAGS;
import static org.filestoremigration.sql.jooq.Tables.INPUTS;
import static org.filestoremigration.sql.jooq.Tables.INPUT_TAGS;
import static org.filestoremigration.sql.jooq.Tables.LATEST_METRICS;
import static org.filestoremigration.sql.jooq.Tables.LOGGED_MODELS;
import static org.filestoremigration.sql.jooq.Tables.LOGGED_MODEL_METRICS;
import static org.filestoremigration.sql.jooq.Tables.LOGGED_MODEL_PARAMS;
import static org.filestoremigration.sql.jooq.Tables.LOGGED_MODEL_TAGS;
import static org.filestoremigration.sql.jooq.Tables.METRICS;
import static org.filestoremigration.sql.jooq.Tables.MODEL_VERSIONS;
import static org.filestoremigration.sql.jooq.Tables.MODEL_VERSION_TAGS;
import static org.filestoremigration.sql.jooq.Tables.PARAMS;
import static org.filestoremigration.sql.jooq.Tables.REGISTERED_MODELS;
import static org.filestoremigration.sql.jooq.Tables.REGISTERED_MODEL_ALIASES;
import static org.filestoremigration.sql.jooq.Tables.REGISTERED_MODEL_TAGS;
import static org.filestoremigration.sql.jooq.Tables.RUNS;
import static org.filestoremigration.sql.jooq.Tables.SPANS;
import static org.filestoremigration.sql.jooq.Tables.SPAN_METRICS;
import static org.filestoremigration.sql.jooq.Tables.TAGS;
import static org.filestoremigration.sql.jooq.Tables.TRACE_INFO;
import static org.filestoremigration.sql.jooq.Tables.TRACE_REQUEST_METADATA;
import static org.filestoremigration.sql.jooq.Tables.TRACE_TAGS;

import java.util.List;
import org.jooq.Table;

/** The tables that a FileStore fills, each after those that its foreign keys lead to. */
final class FilledTables {

    static final List<Table<?>> OWNERS_FIRST = List.of(
            EXPERIMENTS,
            EXPERIMENT_TAGS,
            DATASETS,
            RUNS,
            PARAMS,
            TAGS,
            METRICS,
            LATEST_METRICS,
            INPUTS,
            INPUT_TAGS,
            LOGGED_MODELS,
            LOGGED_MODEL_PARAMS,
            LOGGED_MODEL_TAGS,
            LOGGED_MODEL_METRICS,
            TRACE_INFO,
            TRACE_TAGS,
            TRACE_REQUEST_METADATA,
            SPANS,
            SPAN_METRICS,
            ASSESSMENTS,
            ENTITY_ASSOCIATIONS,
            REGISTERED_MODELS,
            REGISTERED_MODEL_TAGS,
            REGISTERED_MODEL_ALIASES,
            MODEL_VERSIONS,
            MODEL_VERSION_TAGS);

    private FilledTables() {}
}
