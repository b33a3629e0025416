package org.filestoremigration.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.filestoremigration.domain.tracking.ExperimentId;
import org.filestoremigration.domain.tracking.LifecycleStage;
import org.filestoremigration.domain.tracking.Param;
import org.filestoremigration.domain.tracking.Run;
import org.filestoremigration.domain.tracking.RunStatus;
import org.filestoremigration.domain.tracking.SourceType;
import org.filestoremigration.domain.tracking.Tag;
import org.filestoremigration.sqlite.jooq.tables.records.RunsRecord;
import org.jooq.Field;
import org.junit.jupiter.api.Test;

class RunMapperTest {

    private static final List<Param> PARAMS = List.of(new Param("lr", "0.1"));
    private static final List<Tag> TAGS = List.of(new Tag("a", "b"));

    private final RunMapper mapper = new RunMapperImpl();

    private final Run full = new Run(
            "0a1b",
            new ExperimentId(999_999_999_999_999_999L),
            "gentle-owl-1",
            SourceType.LOCAL,
            "train.py",
            "main",
            "c0ffee",
            "ann",
            RunStatus.FINISHED,
            1_700_000_000_000L,
            1_700_000_000_001L,
            1_700_000_000_002L,
            LifecycleStage.DELETED,
            "file:///mlruns/1/0a1b/artifacts",
            PARAMS,
            TAGS,
            List.of(),
            List.of(),
            List.of(),
            List.of());

    private final Run sparse = new Run(
            "0a1b",
            new ExperimentId(0),
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of());

    @Test
    void putsEachComponentIntoItsColumn() {
        assertThat(mapper.toRecord(full))
                .isEqualTo(new RunsRecord(
                        "0a1b",
                        "gentle-owl-1",
                        "LOCAL",
                        "train.py",
                        "main",
                        "ann",
                        "FINISHED",
                        1_700_000_000_000L,
                        1_700_000_000_001L,
                        "c0ffee",
                        "deleted",
                        "file:///mlruns/1/0a1b/artifacts",
                        999_999_999_999_999_999L,
                        1_700_000_000_002L));
    }

    @Test
    void readsBackWhatItWrote() {
        assertThat(mapper.toRun(mapper.toRecord(full), PARAMS, TAGS, List.of(), List.of(), List.of(), List.of()))
                .isEqualTo(full);
        assertThat(mapper.toRun(
                        mapper.toRecord(sparse), List.of(), List.of(), List.of(), List.of(), List.of(), List.of()))
                .isEqualTo(sparse);
    }

    @Test
    void setsEachColumnEvenToNull() {
        RunsRecord row = mapper.toRecord(sparse);

        assertThat(row.fields()).allMatch((Field<?> column) -> row.changed(column));
    }
}
