package org.filestoremigration.sql;

import static org.filestoremigration.sql.jooq.Tables.MODEL_VERSIONS;
import static org.filestoremigration.sql.jooq.Tables.MODEL_VERSION_TAGS;
import static org.filestoremigration.sql.jooq.Tables.REGISTERED_MODELS;
import static org.filestoremigration.sql.jooq.Tables.REGISTERED_MODEL_ALIASES;
import static org.filestoremigration.sql.jooq.Tables.REGISTERED_MODEL_TAGS;

import java.util.List;
import java.util.stream.Stream;
import org.filestoremigration.domain.finding.EntityKey;
import org.filestoremigration.domain.finding.EntityKind;
import org.filestoremigration.domain.registry.Alias;
import org.filestoremigration.domain.registry.ModelVersion;
import org.filestoremigration.domain.registry.RegisteredModel;
import org.filestoremigration.domain.tracking.Tag;
import org.filestoremigration.sql.jooq.tables.records.ModelVersionTagsRecord;
import org.filestoremigration.sql.jooq.tables.records.ModelVersionsRecord;
import org.filestoremigration.sql.jooq.tables.records.RegisteredModelAliasesRecord;
import org.filestoremigration.sql.jooq.tables.records.RegisteredModelTagsRecord;
import org.filestoremigration.sql.jooq.tables.records.RegisteredModelsRecord;

/** The model registry of the default workspace; in another one the same names may come again. */
final class RegistryReader {

    private static final EntityKey STORE = new EntityKey(EntityKind.OTHER, List.of());

    private final RegistryMapper mapper = RegistryMapper.INSTANCE;
    private final RowQuery<RegisteredModelsRecord> models;
    private final RowQuery<RegisteredModelTagsRecord> modelTags;
    private final RowQuery<RegisteredModelAliasesRecord> aliases;
    private final RowQuery<ModelVersionsRecord> versions;
    private final RowQuery<ModelVersionTagsRecord> versionTags;
    private final OwnersAhead modelsAhead;
    private final OwnersAhead versionsAhead;

    RegistryReader(Database database) {
        this.modelsAhead = new OwnersAhead(database);
        this.versionsAhead = new OwnersAhead(database);
        this.models = RowQuery.of(
                database,
                RegisteredModelsRecord::new,
                (owner, row) -> key(row.getName()),
                Workspace.isDefault(database, REGISTERED_MODELS),
                REGISTERED_MODELS.NAME);
        this.modelTags = RowQuery.inOrder(
                database,
                RegisteredModelTagsRecord::new,
                (owner, row) -> owner.child(EntityKind.REGISTERED_MODEL_TAG, row.getKey()),
                modelsAhead,
                List.of(REGISTERED_MODEL_TAGS.NAME),
                REGISTERED_MODEL_TAGS.KEY,
                Workspace.isDefault(database, REGISTERED_MODEL_TAGS));
        this.aliases = RowQuery.of(
                database,
                RegisteredModelAliasesRecord::new,
                (owner, row) -> owner.child(EntityKind.REGISTERED_MODEL_ALIAS, row.getAlias()),
                modelsAhead,
                REGISTERED_MODEL_ALIASES.NAME,
                Workspace.isDefault(database, REGISTERED_MODEL_ALIASES),
                REGISTERED_MODEL_ALIASES.ALIAS);
        this.versions = RowQuery.of(
                database,
                ModelVersionsRecord::new,
                (owner, row) -> owner.child(EntityKind.MODEL_VERSION, row.getVersion()),
                modelsAhead,
                MODEL_VERSIONS.NAME,
                Workspace.isDefault(database, MODEL_VERSIONS),
                MODEL_VERSIONS.VERSION);
        this.versionTags = RowQuery.inOrder(
                database,
                ModelVersionTagsRecord::new,
                (owner, row) -> owner.child(EntityKind.MODEL_VERSION_TAG, row.getKey()),
                versionsAhead,
                List.of(MODEL_VERSION_TAGS.NAME, MODEL_VERSION_TAGS.VERSION),
                MODEL_VERSION_TAGS.KEY,
                Workspace.isDefault(database, MODEL_VERSION_TAGS));
    }

    private static EntityKey key(String name) {
        return EntityKey.of(EntityKind.REGISTERED_MODEL, name);
    }

    Stream<RegisteredModel> models() {
        return modelsAhead
                .of(models.stream(STORE), RegisteredModelsRecord::getName)
                .map(this::model);
    }

    private RegisteredModel model(RegisteredModelsRecord row) {
        EntityKey key = key(row.getName());
        List<Tag> tags =
                modelTags.list(key, row.getName()).stream().map(mapper::toTag).toList();
        List<Alias> aliasList =
                aliases.list(key, row.getName()).stream().map(mapper::toAlias).toList();
        return mapper.toRegisteredModel(row, tags, aliasList);
    }

    Stream<ModelVersion> versions(String name) {
        EntityKey owner = key(name);
        return versionsAhead
                .of(versions.stream(owner, name), row -> row.getVersion().toString())
                .map(row -> {
                    EntityKey key = owner.child(EntityKind.MODEL_VERSION, row.getVersion());
                    List<Tag> tags = versionTags.list(key, name, row.getVersion()).stream()
                            .map(mapper::toTag)
                            .toList();
                    return mapper.toModelVersion(row, tags);
                });
    }
}
