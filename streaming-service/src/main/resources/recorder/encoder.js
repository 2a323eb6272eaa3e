import { Kind } from './line.js';

/// One H.264 encoder for the whole session, whatever the pictures come from: as long as it is not
/// configured anew, a player sees one stream.
export class PictureEncoder {
    #line;
    #encoder;
    #keyEvery;
    #lastAt = 0;
    #lastKeyAt = -Infinity;
    #keyWanted = false;
    #awaited = new Map();
    pictures = 0;
    bytes = 0;

    /// @param settings width, height, frameRate, bitrate, keyEvery (ms)
    constructor(line, settings) {
        this.#line = line;
        this.#keyEvery = settings.keyEvery;
        this.#encoder = new VideoEncoder({
            output: (chunk, metadata) => this.#encoded(chunk, metadata),
            error: (error) => line.tell({ event: 'encoder-failed', message: String(error) }),
        });
        this.#encoder.configure({
            codec: 'avc1.42E01F',
            width: settings.width,
            height: settings.height,
            bitrate: settings.bitrate,
            bitrateMode: 'constant',
            framerate: settings.frameRate,
            latencyMode: 'realtime',
            avc: { format: 'avc' },
        });
    }

    /// When the last picture was handed in.
    get lastAt() {
        return this.#lastAt;
    }

    /// Pictures must be left out before the encoder, never after: it counts on each one it made.
    get isBehind() {
        return this.#encoder.encodeQueueSize > 2 || this.#line.backlog > 400_000;
    }

    wantKey() {
        this.#keyWanted = true;
    }

    /// Encodes the frame, which stays the caller's to close.
    /// @returns a promise that is kept when the picture has been sent
    encode(frame, at) {
        const time = Math.max(at, this.#lastAt + 1);
        this.#lastAt = time;
        const isKey = this.#keyWanted || time - this.#lastKeyAt >= this.#keyEvery - 20;
        if (isKey) {
            this.#lastKeyAt = time;
            this.#keyWanted = false;
        }
        const timestamp = Math.round(time * 1000);
        const stamped = new VideoFrame(frame, { timestamp });
        const sent = new Promise((resolve) => this.#awaited.set(timestamp, resolve));
        this.#encoder.encode(stamped, { keyFrame: isKey });
        stamped.close();
        return sent;
    }

    #encoded(chunk, metadata) {
        const at = chunk.timestamp / 1000;
        const description = metadata?.decoderConfig?.description;
        if (description) {
            const configuration = new Uint8Array(description.buffer ?? description);
            this.#line.send(Kind.CONFIGURATION, at, configuration.length, (payload) =>
                payload.set(configuration),
            );
        }
        const kind = chunk.type === 'key' ? Kind.KEY_PICTURE : Kind.PICTURE;
        this.#line.send(kind, at, chunk.byteLength, (payload) => chunk.copyTo(payload));
        this.pictures++;
        this.bytes += chunk.byteLength;
        this.#awaited.get(chunk.timestamp)?.();
        this.#awaited.delete(chunk.timestamp);
    }
}
