package org.filestoremigration.domain.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LocationRewriteTest {

    @ParameterizedTest
    @CsvSource(textBlock = """
            file:///old,                  file:///new, file:///old/1/r/artifacts,           file:///new/1/r/artifacts
            file:///old/,                 file:///new, file:///old/1,                       file:///new/1
            file:///old,                  file:///new/, file:///old/1,                      file:///new/1
            file:///old,                  file:///new, file:///old,                         file:///new
            /old,                         file:///new, file:///old/a%20b,                   file:///new/a%20b
            file:///old,                  file:///new, /old/a b,                            file:///new/a%20b
            file:///old,                  /new,        file:///old/a%20b,                   /new/a b
            /old,                         /new,        /old/a%20b,                          /new/a%20b
            file:/old,                    file:///new, file:///old/1,                       file:///new/1
            file:///old,                  file:///new, file:/old/1,                         file:///new/1
            file://localhost/old,         file:///new, file:///old/1,                       file:///new/1
            file:///my runs,              file:///new, file:///my%20runs/1,                 file:///new/1
            /my%20runs,                   file:///new, file:///my%20runs/1,                 file:///new/1
            file:///old,                  s3://b/x,    file:///old/1/r/a%C3%BC,             s3://b/x/1/r/aü
            s3://b/x,                     file:///new, s3://b/x/1/a b,                      file:///new/1/a%20b
            S3://b/x,                     s3://c,      s3://b/x/1,                          s3://c/1
            mlflow-artifacts:/,           file:///new, mlflow-artifacts:/1/r,               file:///new/1/r
            mlflow-artifacts:/,           file:///new, mlflow-artifacts:///1/r,             file:///new/1/r
            C:\\Users\\Ada L,             file:///new, file:///c:/Users/Ada%20L/mlruns/0,   file:///new/mlruns/0
            file:///C:/Users/Ada L,       file:///new, file:///c:/Users/Ada%20L/mlruns/0,   file:///new/mlruns/0
            c:/Users,                     file:///new, C:\\Users\\Ada L\\0,                 file:///new/Ada%20L/0
            \\\\nas\\runs,                file:///new, file://nas/runs/0/r,                 file:///new/0/r
            ./mlruns,                     file:///new, mlruns/0/r/artifacts,                file:///new/0/r/artifacts
            mlruns,                       file:///new, file:./mlruns/0,                     file:///new/0
            file:///old,                  file:///new, file:///old//1/./r,                  file:///new/1/./r
            """)
    void movesWhatIsInThePlace(String from, String to, String location, String expected) {
        assertThat(LocationRewrite.of(from, to).apply(ArtifactLocation.parse(location)))
                .contains(expected);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            file:///old,          file:///older/1
            file:///old/1,        file:///old
            file:///a b,          /a%20b/1
            file:///old,          old/1
            old,                  /old/1
            s3://b,               s3://bucket/1
            s3://b,               gs://b/1
            C:/Users,             D:/Users/1
            C:/Users,             c:/users/1
            /Users,               C:/Users/1
            file:///a,            file://host/a
            models:/m,            models:/n
            """)
    void leavesEverythingElse(String from, String location) {
        assertThat(LocationRewrite.of(from, "file:///new").apply(ArtifactLocation.parse(location)))
                .isEmpty();
    }

    @Test
    void takesTheFirstThatMatches() {
        List<LocationRewrite> rewrites =
                List.of(LocationRewrite.of("/a/b", "file:///1"), LocationRewrite.of("/a", "file:///2"));
        assertThat(LocationRewrite.first(rewrites, ArtifactLocation.parse("file:///a/b/c")))
                .contains("file:///1/c");
        assertThat(LocationRewrite.first(rewrites, ArtifactLocation.parse("file:///a/c")))
                .contains("file:///2/c");
        assertThat(LocationRewrite.first(rewrites, ArtifactLocation.parse("file:///c")))
                .isEmpty();
    }

    @Test
    void refusesAnEmptyPrefix() {
        assertThatThrownBy(() -> LocationRewrite.of("", "file:///new"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the old prefix of an artifact URI is empty");
    }
}
