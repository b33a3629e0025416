package org.filestoremigration.verification;

import static org.assertj.core.api.Assertions.assertThat;

import org.filestoremigration.verification.VisibleText.Piece;
import org.junit.jupiter.api.Test;

final class VisibleTextTest {

    @Test
    void leavesOrdinaryTextAsItIs() {
        assertThat(VisibleText.of("naïve 漢字 🚀 <b>&amp;")).isEqualTo("naïve 漢字 🚀 <b>&amp;");
        assertThat(VisibleText.pieces("")).isEmpty();
    }

    @Test
    void showsLineEndsTabsAndControlCharacters() {
        assertThat(VisibleText.of("a\r\nb\tc\0d\033e\177f")).isEqualTo("a⟨CR⟩↵b⇥c⟨U+0000⟩d⟨U+001B⟩e⟨U+007F⟩f");
    }

    @Test
    void showsBlanksAtTheEdgesAndInRows() {
        assertThat(VisibleText.of(" a b  c ")).isEqualTo("␣a b␣␣c␣");
        assertThat(VisibleText.of(" ")).isEqualTo("␣");
        assertThat(VisibleText.of("a \n")).isEqualTo("a␣↵");
    }

    @Test
    void namesWhatCannotBeSeen() {
        assertThat(VisibleText.of("a\u00A0b\u200Bc\u202Ed\uFEFFe\u2028f\uD800g\u0085"))
                .isEqualTo("a⟨U+00A0⟩b⟨U+200B⟩c⟨U+202E⟩d⟨U+FEFF⟩e⟨U+2028⟩f⟨U+D800⟩g⟨U+0085⟩");
    }

    @Test
    void tellsItsSymbolsFromThoseInTheText() {
        assertThat(VisibleText.of("↵␣⇥⟨CR⟩")).isEqualTo("⟨U+21B5⟩⟨U+2423⟩⟨U+21E5⟩⟨U+27E8⟩CR⟩");
    }

    @Test
    void leavesTheBlanksOfASentence() {
        assertThat(VisibleText.sentence(" a  b\tc\n")).isEqualTo(" a  b⇥c↵");
    }

    @Test
    void letsNoTextOfASentenceMoveTheCursorOrForgeALine() {
        assertThat(VisibleText.sentence("modèle-été 模型 🚀 'a\"b\\c")).isEqualTo("modèle-été 模型 🚀 'a\"b\\c");
        assertThat(VisibleText.sentence("a\u001b[2Jb\u009bc\bd\u007f"))
                .isEqualTo("a⟨U+001B⟩[2Jb⟨U+009B⟩c⟨U+0008⟩d⟨U+007F⟩");
        assertThat(VisibleText.sentence("a\nb\rc\td\u2028e\u2029f\u0085g"))
                .isEqualTo("a↵b⟨CR⟩c⇥d⟨U+2028⟩e⟨U+2029⟩f⟨U+0085⟩g");
        assertThat(VisibleText.sentence("a\u202eb\u2066c\ud83d")).isEqualTo("a⟨U+202E⟩b⟨U+2066⟩c⟨U+D83D⟩");
    }

    @Test
    void partsTextAndSymbols() {
        assertThat(VisibleText.pieces("ab\nc"))
                .containsExactly(new Piece("ab", false), new Piece("↵", true), new Piece("c", false));
    }
}
