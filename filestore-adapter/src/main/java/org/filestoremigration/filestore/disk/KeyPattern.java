package org.filestoremigration.filestore.disk;

/** The keys that MLflow itself accepts: {@code ^[/\w.\- :]*$} with Python's {@code \w}, and not beginning with dots. */
final class KeyPattern {

    private KeyPattern() {}

    /** Whether MLflow 3.17 reads a key of this name; the key comes from a path, so it is normalized already. */
    static boolean matches(String key) {
        if (key.startsWith("..")) {
            return false;
        }
        int point;
        for (int i = 0; i < key.length(); i += Character.charCount(point)) {
            point = key.codePointAt(i);
            if (!isWord(point) && "/.- :".indexOf(point) < 0) {
                return false;
            }
        }
        return true;
    }

    /** Python's {@code \w}: letters, numbers of every kind, the underscore. */
    private static boolean isWord(int point) {
        if (point < 0x80) {
            return (point >= 'a' && point <= 'z')
                    || (point >= 'A' && point <= 'Z')
                    || (point >= '0' && point <= '9')
                    || point == '_';
        }
        int type = Character.getType(point);
        return Character.isLetter(point)
                || type == Character.DECIMAL_DIGIT_NUMBER
                || type == Character.LETTER_NUMBER
                || type == Character.OTHER_NUMBER;
    }
}
