package org.filestoremigration.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.filestoremigration.domain.tracking.Tag;
import org.filestoremigration.sql.jooq.tables.records.TagsRecord;
import org.junit.jupiter.api.Test;

class TagMapperTest {

    private final TagMapper mapper = new TagMapperImpl();

    @Test
    void addsTheRunToTheRow() {
        assertThat(mapper.toRecord(new Tag("team/owner", "ann"), "0a1b"))
                .isEqualTo(new TagsRecord("team/owner", "ann", "0a1b"));
    }

    @Test
    void readsKeyAndValueOfTheRow() {
        assertThat(mapper.toTag(new TagsRecord("team/owner", "ann", "0a1b"))).isEqualTo(new Tag("team/owner", "ann"));
    }

    @Test
    void tellsAnEmptyValueFromNull() {
        assertThat(mapper.toRecord(new Tag("a", ""), "0a1b").getValue()).isEmpty();
        assertThat(mapper.toRecord(new Tag("a", null), "0a1b").getValue()).isNull();
        assertThat(mapper.toTag(new TagsRecord("a", "", "0a1b")).value()).isEmpty();
        assertThat(mapper.toTag(new TagsRecord("a", null, "0a1b")).value()).isNull();
    }
}
