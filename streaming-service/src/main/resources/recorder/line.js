import { now } from './clock.js';

/// What a message carries; the service reads the same numbers.
export const Kind = Object.freeze({
    CONFIGURATION: 1,
    KEY_PICTURE: 2,
    PICTURE: 3,
    SOUND: 4,
    EVENT: 5,
    HEARTBEAT: 6,
});

const HEADER = 9;

/// The one connection to the service. A message is its kind (1 byte), its time (8 bytes, a
/// big-endian double, milliseconds of this page's clock) and its payload.
export class Line {
    #socket;

    static open(address) {
        const socket = new WebSocket(address);
        socket.binaryType = 'arraybuffer';
        return new Promise((resolve, reject) => {
            socket.onopen = () => resolve(new Line(socket));
            socket.onerror = () => reject(new Error('no line to the service'));
        });
    }

    constructor(socket) {
        this.#socket = socket;
    }

    /// Bytes handed over that have not left yet.
    get backlog() {
        return this.#socket.bufferedAmount;
    }

    /// Sends a message whose payload `fill` writes into the view it is given.
    send(kind, at, length, fill = () => {}) {
        const message = new Uint8Array(HEADER + length);
        const header = new DataView(message.buffer);
        header.setUint8(0, kind);
        header.setFloat64(1, at);
        fill(message.subarray(HEADER));
        this.#socket.send(message);
    }

    tell(event) {
        const text = new TextEncoder().encode(JSON.stringify(event));
        this.send(Kind.EVENT, now(), text.length, (payload) => payload.set(text));
    }

    heartbeat() {
        this.send(Kind.HEARTBEAT, now(), 0);
    }
}
