package es.crmfactura.faults.agent;

/** A step of an event's way at whose end, or beginning, the JVM may be halted. */
public enum CrashPoint {
    /** The row is in the log, nothing is committed. */
    LOG_INSERT(Side.PUBLISHER, "es.crmfactura.messaging.EventLog", "append", 1, Edge.EXIT, ""),
    /** Committed; the relay has not been woken, and nobody has been answered. */
    COMMIT(Side.PUBLISHER, "es.crmfactura.messaging.WakeUp$1", "afterCommit", 0, Edge.ENTRY, ""),
    /** The relay has read a page that is not empty. */
    FETCH(Side.PUBLISHER, "es.crmfactura.messaging.ConfirmedPublisher", "publish", 1, Edge.ENTRY, ""),
    /** The n-th message of a page is written, and still held back with the others. */
    PUBLISH(Side.PUBLISHER, "com.rabbitmq.client.impl.ChannelN", "basicPublish", 6, Edge.EXIT, "-relay"),
    /** The page has left. */
    FLUSH(Side.PUBLISHER, "es.crmfactura.messaging.ConfirmedPublisher", "publish", 1, Edge.EXIT, ""),
    CONFIRM(Side.PUBLISHER, "es.crmfactura.messaging.ConfirmedPublisher", "confirmed", 2, Edge.EXIT, ""),
    /** All of a page is confirmed, and the cursor does not know. */
    CURSOR_BEFORE(Side.PUBLISHER, "es.crmfactura.messaging.LogReader", "moveTo", 1, Edge.ENTRY, "-relay"),
    CURSOR_MOVED(Side.PUBLISHER, "es.crmfactura.messaging.LogReader", "moveTo", 1, Edge.EXIT, "-relay"),
    /** A message has been taken from the broker and read. */
    RECEIVED(Side.READER, "es.crmfactura.messaging.Inbox", "read", 1, Edge.EXIT, ""),
    INBOX_INSERT(Side.READER, "es.crmfactura.messaging.Inbox", "remember", 1, Edge.EXIT, ""),
    /** The effects are written beside the inbox, and not committed. */
    EFFECT(Side.READER, "es.crmfactura.messaging.Inbox", "apply", 2, Edge.EXIT, ""),
    INBOX_COMMIT(Side.READER, "es.crmfactura.messaging.Inbox", "receive", 1, Edge.EXIT, ""),
    ACKNOWLEDGE(Side.READER, "com.rabbitmq.client.impl.ChannelN", "basicAck", 2, Edge.EXIT, "-inbox");

    public enum Side {
        PUBLISHER,
        READER
    }

    enum Edge {
        ENTRY,
        EXIT
    }

    private static final int FIRST_EXIT_CODE = 100;

    private final Side side;
    final String type;
    final String method;
    final int parameters;
    final Edge edge;
    /** What the name of the thread must contain: others do the same for other ends. */
    final String thread;

    CrashPoint(Side side, String type, String method, int parameters, Edge edge, String thread) {
        this.side = side;
        this.type = type;
        this.method = method;
        this.parameters = parameters;
        this.edge = edge;
        this.thread = thread;
    }

    public Side side() {
        return side;
    }

    /** What the JVM exits with when it was halted here, and never otherwise. */
    public int exitCode() {
        return FIRST_EXIT_CODE + ordinal();
    }
}
