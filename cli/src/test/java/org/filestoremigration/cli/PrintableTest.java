package org.filestoremigration.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PrintableTest {

    @Test
    void leavesTextAsItIs() {
        assertThat(Printable.of("modèle-été 模型 🚀 'a\"b\\c")).isEqualTo("modèle-été 模型 🚀 'a\"b\\c");
    }

    @Test
    void escapesWhatMovesTheCursor() {
        assertThat(Printable.of("a\u001b[2Jb\u009bc\bd\u007f")).isEqualTo("a\\u001B[2Jb\\u009Bc\\u0008d\\u007F");
    }

    @Test
    void keepsEverythingOnOneLine() {
        assertThat(Printable.of("a\nb\rc\td\u2028e\u2029f\u0085g")).isEqualTo("a\\nb\\rc\\td\\u2028e\\u2029f\\u0085g");
    }

    @Test
    void escapesWhatTurnsTextAround() {
        assertThat(Printable.of("a\u202eb\u2066c")).isEqualTo("a\\u202Eb\\u2066c");
    }

    @Test
    void escapesHalfACharacter() {
        assertThat(Printable.of("a\ud83d")).isEqualTo("a\\uD83D");
    }
}
