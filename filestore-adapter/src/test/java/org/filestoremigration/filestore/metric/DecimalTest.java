package org.filestoremigration.filestore.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DecimalTest {

    private static final long SEED = 20_260_101L;

    @Test
    void readsRandomDoublesBitForBit() {
        Random random = new Random(SEED);
        for (int i = 0; i < 300_000; i++) {
            double value = Double.longBitsToDouble(random.nextLong());
            if (Double.isFinite(value)) {
                assertSameBits(Double.toString(value).replace("E", "e"));
            }
        }
    }

    @Test
    void readsLossesAndAccuraciesBitForBit() {
        Random random = new Random(SEED);
        for (int i = 0; i < 300_000; i++) {
            assertSameBits(Double.toString(random.nextGaussian() * Math.pow(10, random.nextInt(7) - 3)));
        }
    }

    @Test
    void readsAnyDigitsWithAnyPowerBitForBit() {
        Random random = new Random(SEED);
        for (int i = 0; i < 300_000; i++) {
            StringBuilder text = new StringBuilder(random.nextBoolean() ? "-" : "");
            digits(text, random, 1 + random.nextInt(20));
            if (random.nextBoolean()) {
                digits(text.append('.'), random, random.nextInt(20));
            }
            if (random.nextBoolean()) {
                text.append(random.nextBoolean() ? "e" : "E").append("+-".charAt(random.nextInt(2)));
                text.append(random.nextInt(30));
            }
            assertSameBits(text.toString());
        }
    }

    @Test
    void readsTheEdgesOfTheFastPath() {
        for (String text : new String[] {
            "0",
            "-0",
            "0.0",
            "-0.0",
            "1e22",
            "1e23",
            "1e-22",
            "1e-23",
            "9007199254740991",
            "9007199254740992",
            "9007199254740993",
            "900719925474099",
            "900719925474098",
            "123456789012345e22",
            "1e400",
            "1e-400",
            "4.9e-324",
            "2.2250738585072011e-308",
            "1.7976931348623157e308",
            "0.1",
            "5.",
            "1e0",
            "1E5",
            "000123.4500"
        }) {
            assertSameBits(text);
        }
    }

    @Test
    void refusesWhatOnlyPythonOrOnlyJavaReads() {
        for (String text : new String[] {
            "", "-", "+1", ".5", "1_0", "nan", "inf", "0x1p3", "1d", "1f", "1e", "1e+", "1.5.2", "1 ", "--1", "1e5.0"
        }) {
            byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
            assertThat(Decimal.isReal(bytes, 0, bytes.length)).as(text).isFalse();
        }
    }

    @Test
    void readsWholeNumbersOfUpToEighteenDigits() {
        for (long value : new long[] {0, 7, -7, 999_999_999_999_999_999L, -999_999_999_999_999_999L}) {
            byte[] bytes = ("x" + value + "y").getBytes(StandardCharsets.US_ASCII);
            if (Long.toString(value).length() <= 18) {
                assertThat(Decimal.isWhole(bytes, 1, bytes.length - 1)).isTrue();
            }
            assertThat(Decimal.integer(bytes, 1, bytes.length - 1)).isEqualTo(value);
        }
    }

    @Test
    void leavesOtherWholeNumbersToTheSlowPath() {
        for (String text : new String[] {"", "-", "+1", "1_0", "1.0", "9223372036854775807", " 1"}) {
            byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
            assertThat(Decimal.isWhole(bytes, 0, bytes.length)).as(text).isFalse();
        }
    }

    private static void digits(StringBuilder text, Random random, int count) {
        for (int i = 0; i < count; i++) {
            text.append((char) ('0' + random.nextInt(10)));
        }
    }

    private static void assertSameBits(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        if (!Decimal.isReal(bytes, 0, bytes.length)
                || Double.doubleToRawLongBits(Decimal.floatingPoint(bytes, 0, bytes.length))
                        != Double.doubleToRawLongBits(Double.parseDouble(text))) {
            throw new AssertionError(
                    text + " is read as " + Decimal.floatingPoint(bytes, 0, bytes.length) + ", seed " + SEED);
        }
    }
}
