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
    void partsTextAndSymbols() {
        assertThat(VisibleText.pieces("ab\nc"))
                .containsExactly(new Piece("ab", false), new Piece("↵", true), new Piece("c", false));
    }
}
