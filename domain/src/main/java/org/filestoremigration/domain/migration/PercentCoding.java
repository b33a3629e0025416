package org.filestoremigration.domain.migration;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Names in {@code file:} URIs, as Python's {@code urllib} writes and reads them. */
final class PercentCoding {

    private static final String HEX = "0123456789ABCDEF";

    private PercentCoding() {}

    /** As {@code urllib.parse.quote}. */
    static String encode(String name) {
        StringBuilder encoded = new StringBuilder();
        for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
            append(encoded, (char) (b & 0xFF));
        }
        return encoded.toString();
    }

    /** A path that Java has encoded, with the characters escaped that Python escapes as well. */
    static String asPython(String rawPath) {
        StringBuilder encoded = new StringBuilder();
        for (int i = 0; i < rawPath.length(); i++) {
            char c = rawPath.charAt(i);
            if (c == '/' || c == '%') {
                encoded.append(c);
            } else {
                append(encoded, c);
            }
        }
        return encoded.toString();
    }

    private static void append(StringBuilder encoded, char c) {
        boolean plain =
                (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || "_.-~".indexOf(c) >= 0;
        if (plain) {
            encoded.append(c);
        } else {
            encoded.append('%').append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 0xF));
        }
    }

    /** As {@code urllib.parse.unquote}: what is not an escape stays. Escapes that are not UTF-8 stay as they are, too. */
    static String decode(String name) {
        if (name.indexOf('%') < 0) {
            return name;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] written = name.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < written.length; i++) {
            int high = i + 2 < written.length ? Character.digit(written[i + 1], 16) : -1;
            int low = i + 2 < written.length ? Character.digit(written[i + 2], 16) : -1;
            if (written[i] == '%' && high >= 0 && low >= 0) {
                bytes.write(high << 4 | low);
                i += 2;
            } else {
                bytes.write(written[i]);
            }
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString();
        } catch (CharacterCodingException e) {
            return name;
        }
    }
}
