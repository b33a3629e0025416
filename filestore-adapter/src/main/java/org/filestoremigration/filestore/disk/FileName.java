package org.filestoremigration.filestore.disk;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * The last name of a path, from its true bytes: Java decodes file names by the locale, which in a container is often
 * plain ASCII.
 *
 * @param text bytes that are not UTF-8 as {@code \xHH}
 */
public record FileName(String text, boolean utf8) {

    public static FileName of(Path path) {
        Path last = path.getFileName();
        String text = last == null ? "" : last.toString();
        return isAscii(text) ? new FileName(text, true) : decode(bytes(path));
    }

    /** A child by its UTF-8 name, whatever the locale. */
    public static Path resolve(Path folder, String name) {
        if (isAscii(name)) {
            return folder.resolve(name);
        }
        StringBuilder uri = new StringBuilder(folder.toUri().getRawPath());
        if (uri.charAt(uri.length() - 1) != '/') {
            uri.append('/');
        }
        for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
            uri.append('%').append(hex(b >> 4)).append(hex(b));
        }
        return Path.of(URI.create("file://" + uri));
    }

    /** The URI of a path as Python's {@code pathlib} and so MLflow writes it: {@code file:///…}. */
    public static String uri(Path path) {
        String raw = path.toAbsolutePath().normalize().toUri().getRawPath();
        StringBuilder uri = new StringBuilder("file://");
        int end = raw.length() > 1 && raw.endsWith("/") ? raw.length() - 1 : raw.length();
        for (int i = 0; i < end; i++) {
            char c = raw.charAt(i);
            boolean plain = (c >= 'a' && c <= 'z')
                    || (c >= 'A' && c <= 'Z')
                    || (c >= '0' && c <= '9')
                    || "_.-~/%".indexOf(c) >= 0;
            if (plain) {
                uri.append(c);
            } else {
                uri.append('%').append(hex(c >> 4)).append(hex(c));
            }
        }
        return uri.toString();
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }

    private static byte[] bytes(Path path) {
        String raw = path.toUri().getRawPath();
        int end = raw.endsWith("/") ? raw.length() - 1 : raw.length();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = raw.lastIndexOf('/', end - 1) + 1; i < end; i++) {
            if (raw.charAt(i) == '%') {
                bytes.write(Integer.parseInt(raw, i + 1, i + 3, 16));
                i += 2;
            } else {
                bytes.write(raw.charAt(i));
            }
        }
        return bytes.toByteArray();
    }

    private static FileName decode(byte[] bytes) {
        try {
            return new FileName(
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(bytes))
                            .toString(),
                    true);
        } catch (CharacterCodingException e) {
            StringBuilder text = new StringBuilder();
            for (byte b : bytes) {
                if (b >= 0) {
                    text.append((char) b);
                } else {
                    text.append("\\x").append(hex(b >> 4)).append(hex(b));
                }
            }
            return new FileName(text.toString(), false);
        }
    }

    private static char hex(int nibble) {
        return "0123456789ABCDEF".charAt(nibble & 0xF);
    }
}
