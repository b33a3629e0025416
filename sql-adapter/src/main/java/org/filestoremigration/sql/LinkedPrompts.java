package org.filestoremigration.sql;

import static org.filestoremigration.sql.jooq.Tables.ENTITY_ASSOCIATIONS;

import java.util.List;
import org.filestoremigration.domain.migration.PromptLinks;
import org.filestoremigration.domain.tracking.Tag;
import org.jooq.Condition;
import org.jooq.impl.DSL;

/**
 * The prompts that a trace used. MLflow shows them from the trace's tag {@value PromptLinks#TAG} and finds traces by them
 * ({@code prompt = "name/version"}) through {@code entity_associations}, which its SQL store fills beside the tag
 * ({@code SqlAlchemyStore.link_prompts_to_trace}).
 *
 * <p>The rows belong into every schema that has the table, although only MLflow 3.8 and later search it: an upgrade keeps
 * them and never makes them from the tag. Their {@code created_time} is the time of linking, which a FileStore does not
 * record, and so null; MLflow only sorts by it.
 */
final class LinkedPrompts {

    /** {@code entity_associations.source_type} of such a row; its source is the trace. */
    static final String SOURCE_TYPE = "trace";

    /** {@code entity_associations.destination_type} of such a row. */
    static final String DESTINATION_TYPE = "prompt_version";

    /** Such rows. */
    static final Condition ROWS = ENTITY_ASSOCIATIONS
            .SOURCE_TYPE
            .eq(DSL.inline(SOURCE_TYPE))
            .and(ENTITY_ASSOCIATIONS.DESTINATION_TYPE.eq(DSL.inline(DESTINATION_TYPE)));

    private LinkedPrompts() {}

    /** Those that a database has room for; MLflow itself fails on the others. */
    static List<String> destinationIds(List<Tag> tags, ExistingColumns existingColumns) {
        return PromptLinks.of(tags).stream()
                .filter(id -> existingColumns.holds(ENTITY_ASSOCIATIONS, ENTITY_ASSOCIATIONS.DESTINATION_ID, id))
                .toList();
    }
}
