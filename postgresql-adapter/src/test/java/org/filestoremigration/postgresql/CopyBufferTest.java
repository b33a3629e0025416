package org.filestoremigration.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.filestoremigration.domain.store.RefusedRowException;
import org.junit.jupiter.api.Test;

class CopyBufferTest {

    private static final List<Column> ALL = List.of(
            column("a", "int4"),
            column("b", "int8"),
            column("c", "float8"),
            column("d", "bool"),
            column("e", "text"),
            new Column("f", "varchar", 9));

    @Test
    void writesEachTypeInTheServersForm() {
        CopyBuffer buffer = new CopyBuffer("t", ALL);
        buffer.add(-2L, 3L, 1.5, true, "é", null);
        assertThat(HexFormat.of().formatHex(buffer.content()))
                .isEqualTo("5047434f50590aff0d0a000000000000000000" + "0006"
                        + "00000004fffffffe" + "000000080000000000000003" + "000000083ff8000000000000" + "0000000101"
                        + "00000002c3a9" + "ffffffff" + "ffff");
    }

    @Test
    void refusesWhatAColumnCannotHold() {
        CopyBuffer buffer = new CopyBuffer("t", ALL);
        assertThatThrownBy(() -> buffer.add(1L << 31, 3L, 1.5, true, "", ""))
                .isInstanceOf(RefusedRowException.class)
                .hasMessage("The column t.a has 32 bits and cannot store 2147483648.");
        assertThatThrownBy(() -> buffer.add(1, 3L, 1.5, true, "a\uD800", ""))
                .isInstanceOf(RefusedRowException.class)
                .hasMessage("The column t.e cannot store text with half a surrogate pair.");
    }

    @Test
    void bringsEveryBitOfFloatsAndEveryCharacterToTheServer() {
        String uri = TestServer.newDatabase();
        TestServer.execute(uri, "CREATE TABLE t (n bigint, v double precision, s text)");
        Random random = new Random(7);
        try (ServerConnection connection = TestServer.connect(uri)) {
            CopyBuffer buffer =
                    new CopyBuffer("t", List.of(column("n", "int8"), column("v", "float8"), column("s", "text")));
            double[] values =
                    random.longs(20_000).mapToDouble(Double::longBitsToDouble).toArray();
            values[0] = -0.0;
            values[1] = Double.MIN_VALUE;
            values[2] = Double.MAX_VALUE;
            values[3] = Double.NEGATIVE_INFINITY;
            StringBuilder all = new StringBuilder();
            for (int code = 1; code <= Character.MAX_CODE_POINT; code += code < 0x3000 ? 1 : 977) {
                if (code < 0xD800 || code > 0xDFFF) {
                    all.appendCodePoint(code);
                }
            }
            for (int i = 0; i < values.length; i++) {
                buffer.add((long) i, values[i], i == 0 ? all.toString() : "x");
            }
            send(connection, buffer);
            List<List<String>> rows = connection.rows("SELECT v, s FROM t ORDER BY n").stream()
                    .map(row -> List.of(String.valueOf(row.get(0)), String.valueOf(row.get(1))))
                    .toList();
            for (int i = 0; i < values.length; i++) {
                double read = Double.parseDouble(rows.get(i).get(0));
                // Every NaN is one to PostgreSQL's text; the others keep their bits.
                assertThat(Double.doubleToLongBits(read)).isEqualTo(Double.doubleToLongBits(values[i]));
            }
            assertThat(rows.get(0).get(1).getBytes(StandardCharsets.UTF_8))
                    .isEqualTo(all.toString().getBytes(StandardCharsets.UTF_8));
        }
    }

    private static Column column(String name, String type) {
        return new Column(name, type, Integer.MAX_VALUE);
    }

    private static void send(ServerConnection connection, CopyBuffer buffer) {
        try {
            connection.copyManager().copyIn(buffer.statement(), new java.io.ByteArrayInputStream(buffer.content()));
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
