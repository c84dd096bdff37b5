package aule.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

/** What is kept of one output: the first half of the room from the head, the rest from the tail. */
final class Kept {

    private final byte[] head;
    private final byte[] tail;
    private long total;

    Kept(int bytes) {
        var room = Math.max(2, bytes);
        this.head = new byte[room / 2];
        this.tail = new byte[room - room / 2];
    }

    synchronized void add(byte[] bytes, int count) {
        var toHead = (int) Math.min(count, Math.max(0, head.length - total));
        System.arraycopy(bytes, 0, head, Math.toIntExact(Math.min(total, head.length)), toHead);
        total += toHead;
        for (int from = Math.max(toHead, count - tail.length); from < count; from++) {
            tail[place(total + from - toHead)] = bytes[from];
        }
        total += count - toHead;
    }

    synchronized long total() {
        return total;
    }

    synchronized boolean truncated() {
        return total > head.length + tail.length;
    }

    synchronized String text() {
        var inTail = (int) Math.min(tail.length, Math.max(0, total - head.length));
        var end = new byte[inTail];
        for (int at = 0; at < inTail; at++) {
            end[at] = tail[place(total - inTail + at)];
        }
        if (!truncated()) {
            var headBytes = (int) Math.min(total, head.length);
            var all = new byte[headBytes + inTail];
            System.arraycopy(head, 0, all, 0, headBytes);
            System.arraycopy(end, 0, all, headBytes, inTail);
            return new String(all, UTF_8);
        }
        return cut(end);
    }

    private String cut(byte[] end) {
        var headEnd = wholeUntil(head);
        var tailStart = 0;
        while (tailStart < Math.min(3, end.length) && continues(end[tailStart])) {
            tailStart++;
        }
        var omitted = total - headEnd - (end.length - tailStart);
        return new String(head, 0, headEnd, UTF_8)
                + "\n[… %d bytes omitted …]\n".formatted(omitted)
                + new String(end, tailStart, end.length - tailStart, UTF_8);
    }

    /** Where the last whole character of the bytes ends. */
    private static int wholeUntil(byte[] bytes) {
        for (int back = 1; back <= Math.min(4, bytes.length); back++) {
            var lead = bytes[bytes.length - back];
            if (!continues(lead)) {
                return back < length(lead) ? bytes.length - back : bytes.length;
            }
        }
        return bytes.length;
    }

    private static int length(byte lead) {
        if ((lead & 0xe0) == 0xc0) {
            return 2;
        }
        if ((lead & 0xf0) == 0xe0) {
            return 3;
        }
        return (lead & 0xf8) == 0xf0 ? 4 : 1;
    }

    private static boolean continues(byte value) {
        return (value & 0xc0) == 0x80;
    }

    private int place(long position) {
        return (int) ((position - head.length) % tail.length);
    }
}
