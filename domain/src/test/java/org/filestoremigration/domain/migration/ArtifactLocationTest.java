package org.filestoremigration.domain.migration;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArtifactLocationTest {

    @ParameterizedTest
    @CsvSource(textBlock = """
            file:///srv/mlruns/1,       LOCAL,     file:
            /srv/mlruns/1,              LOCAL,     file:
            FILE:/srv,                  LOCAL,     file:
            file://localhost/srv,       LOCAL,     file:
            file:///C:/Users,           WINDOWS,   file:
            file://C:/Users,            WINDOWS,   file:
            c:\\Users,                  WINDOWS,   file:
            \\\\nas\\runs,              WINDOWS,   file:
            file://nas/runs,            WINDOWS,   file:
            mlruns/1,                   RELATIVE,  file:
            ./mlruns,                   RELATIVE,  file:
            file:mlruns,                RELATIVE,  file:
            s3://bucket/a,              REMOTE,    s3:
            mlflow-artifacts:/1,        REMOTE,    mlflow-artifacts:
            dbfs:/a,                    REMOTE,    dbfs:
            models:/m-1,                REFERENCE, models:
            runs:/r/model,              REFERENCE, runs:
            """)
    void knowsWhatItNeedsToBeFollowed(String text, ArtifactLocation.Kind kind, String scheme) {
        ArtifactLocation location = ArtifactLocation.parse(text);
        assertThat(location.kind()).isEqualTo(kind);
        assertThat(location.scheme()).isEqualTo(scheme);
    }

    @Test
    void namesArePlainWhateverTheText() {
        assertThat(ArtifactLocation.parse("file:///a%20b//./%C3%BC/%zz/%ff").names())
                .containsExactly("a b", "ü", "%zz", "%ff");
        assertThat(ArtifactLocation.parse("/a%20b").names()).containsExactly("a%20b");
        assertThat(ArtifactLocation.parse("C:\\Users\\Ada L").names()).containsExactly("Users", "Ada L");
        assertThat(ArtifactLocation.parse("s3://bucket/a%20b/c").names()).containsExactly("a%20b", "c");
        assertThat(ArtifactLocation.parse("s3://bucket").names()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            file:///srv/mlruns/1/r/artifacts, 3, file:///srv/mlruns
            /srv/mlruns/1/r/artifacts,        3, /srv/mlruns
            /1/r/artifacts,                   3, /
            file:///1,                        1, file:///
            file:///srv//1/,                  1, file:///srv
            mlflow-artifacts:/1/r/artifacts,  3, mlflow-artifacts:/
            s3://b/x/1,                       1, s3://b/x
            C:\\Users\\0,                     1, C:\\Users
            mlruns/0,                         1, mlruns
            ./0,                              1, .
            """)
    void saysWhatStandsBeforeItsLastNames(String text, int names, String beginning) {
        assertThat(ArtifactLocation.parse(text).without(names)).isEqualTo(beginning);
    }

    @Test
    void isEqualToEveryTextOfOnePlace() {
        ArtifactLocation place = ArtifactLocation.parse("file:///srv/ml%20runs/1");
        assertThat(place)
                .isEqualTo(ArtifactLocation.parse("/srv/ml runs/1"))
                .isEqualTo(ArtifactLocation.parse("file:/srv/ml runs/1/"))
                .hasSameHashCodeAs(ArtifactLocation.parse("/srv//ml runs/1"))
                .isNotEqualTo(ArtifactLocation.parse("srv/ml runs/1"))
                .isNotEqualTo(ArtifactLocation.parse("s3://srv/ml runs/1"));
        assertThat(ArtifactLocation.parse("file:///c:/a")).isEqualTo(ArtifactLocation.parse("C:\\a"));
    }

    @Test
    void holdsWhatIsBelowIt() {
        ArtifactLocation folder = ArtifactLocation.parse("/srv/mlruns");
        assertThat(folder.holds(ArtifactLocation.parse("file:///srv/mlruns"))).isTrue();
        assertThat(folder.holds(ArtifactLocation.parse("file:///srv/mlruns/1"))).isTrue();
        assertThat(folder.holds(ArtifactLocation.parse("file:///srv/mlruns2"))).isFalse();
    }
}
