package org.filestoremigration.domain.trace;

import static java.nio.charset.StandardCharsets.UTF_8;

/** The text of a span: as it is, or, where it is long, what tells it from others, so that memory need not hold it. */
public sealed interface SpanContent permits SpanContent.Held, LongContent {

    /** In bytes of UTF-8: what is longer is a {@link LongContent}. */
    int MAX_HELD = 1 << 18;

    /** A text that is not long. */
    record Held(String text) implements SpanContent {

        @Override
        public String toString() {
            return text;
        }
    }

    /** Of a text that is in memory already. */
    static SpanContent of(String text) {
        return text.length() <= MAX_HELD / 3 || text.getBytes(UTF_8).length <= MAX_HELD
                ? new Held(text)
                : LongContent.of(consumer -> consumer.accept(text));
    }
}
