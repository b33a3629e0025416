package org.filestoremigration.sql;

import java.util.List;
import org.filestoremigration.domain.registry.Alias;
import org.filestoremigration.domain.registry.ModelVersion;
import org.filestoremigration.domain.registry.RegisteredModel;
import org.filestoremigration.domain.tracking.Tag;
import org.filestoremigration.sql.jooq.tables.interfaces.ModelVersionTagsRow;
import org.filestoremigration.sql.jooq.tables.interfaces.ModelVersionsRow;
import org.filestoremigration.sql.jooq.tables.interfaces.RegisteredModelAliasesRow;
import org.filestoremigration.sql.jooq.tables.interfaces.RegisteredModelTagsRow;
import org.filestoremigration.sql.jooq.tables.interfaces.RegisteredModelsRow;
import org.filestoremigration.sql.jooq.tables.records.ModelVersionTagsRecord;
import org.filestoremigration.sql.jooq.tables.records.ModelVersionsRecord;
import org.filestoremigration.sql.jooq.tables.records.RegisteredModelAliasesRecord;
import org.filestoremigration.sql.jooq.tables.records.RegisteredModelTagsRecord;
import org.filestoremigration.sql.jooq.tables.records.RegisteredModelsRecord;
import org.mapstruct.BeanMapping;
import org.mapstruct.Mapper;
import org.mapstruct.Mapping;

/** The model registry. */
@Mapper(config = ExactMapping.class)
interface RegistryMapper {

    RegistryMapper INSTANCE = new RegistryMapperImpl();

    @BeanMapping(ignoreUnmappedSourceProperties = {"tags", "aliases"})
    @Mapping(target = "workspace", constant = "default")
    RegisteredModelsRecord toRecord(RegisteredModel model);

    @Mapping(target = "workspace", constant = "default")
    RegisteredModelTagsRecord toRecord(Tag tag, String name);

    @Mapping(target = "workspace", constant = "default")
    RegisteredModelAliasesRecord toRecord(Alias alias, String name);

    @BeanMapping(ignoreUnmappedSourceProperties = "tags")
    @Mapping(target = "workspace", constant = "default")
    ModelVersionsRecord toRecord(ModelVersion version);

    @Mapping(target = "workspace", constant = "default")
    ModelVersionTagsRecord toRecord(Tag tag, String name, long version);

    @BeanMapping(ignoreUnmappedSourceProperties = "workspace")
    RegisteredModel toRegisteredModel(RegisteredModelsRow row, List<Tag> tags, List<Alias> aliases);

    @BeanMapping(ignoreUnmappedSourceProperties = {"name", "workspace"})
    Tag toTag(RegisteredModelTagsRow row);

    @BeanMapping(ignoreUnmappedSourceProperties = {"name", "workspace"})
    Alias toAlias(RegisteredModelAliasesRow row);

    @BeanMapping(ignoreUnmappedSourceProperties = "workspace")
    ModelVersion toModelVersion(ModelVersionsRow row, List<Tag> tags);

    @BeanMapping(ignoreUnmappedSourceProperties = {"name", "version", "workspace"})
    Tag toTag(ModelVersionTagsRow row);
}
