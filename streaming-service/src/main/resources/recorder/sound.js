import { ArrivalClock } from './clock.js';
import { Kind } from './line.js';

const BLOCK_MS = 40;

/// Sends the sound of the captured tab as 16-bit stereo samples: 4 bytes with their rate, then the
/// samples, little-endian as every machine Chromium runs on. The rate is the source's own (44.1 kHz
/// whatever one asks for).
export class SoundReader {
    #line;
    #isWanted;

    /// @param isWanted whether sound may go out now
    constructor(line, isWanted) {
        this.#line = line;
        this.#isWanted = isWanted;
    }

    /// Reads the track to its end.
    async read(track) {
        const clock = new ArrivalClock();
        const reader = new MediaStreamTrackProcessor({ track, maxBufferSize: 100 }).readable.getReader();
        let block = null;
        for (;;) {
            const { value: data, done } = await reader.read();
            if (done) {
                return;
            }
            const duration = (data.numberOfFrames * 1000) / data.sampleRate;
            const at = clock.at(data.timestamp / 1000 + duration) - duration;
            if (!this.#isWanted() || this.#line.backlog > 1_600_000) {
                data.close();
                block = null;
                continue;
            }
            block ??= { at, rate: data.sampleRate, parts: [], samples: 0 };
            block.parts.push(interleaved(data));
            block.samples += data.numberOfFrames;
            data.close();
            if (block.samples * 1000 >= BLOCK_MS * block.rate) {
                this.#send(block);
                block = null;
            }
        }
    }

    #send({ at, rate, parts, samples }) {
        this.#line.send(Kind.SOUND, at, 4 + samples * 4, (payload) => {
            new DataView(payload.buffer, payload.byteOffset).setUint32(0, rate);
            let position = 4;
            for (const part of parts) {
                payload.set(new Uint8Array(part.buffer), position);
                position += part.byteLength;
            }
        });
    }
}

function interleaved(data) {
    const frames = data.numberOfFrames;
    const left = new Float32Array(frames);
    data.copyTo(left, { planeIndex: 0, format: 'f32-planar' });
    let right = left;
    if (data.numberOfChannels > 1) {
        right = new Float32Array(frames);
        data.copyTo(right, { planeIndex: 1, format: 'f32-planar' });
    }
    const samples = new Int16Array(frames * 2);
    for (let i = 0; i < frames; i++) {
        samples[2 * i] = Math.max(-1, Math.min(1, left[i])) * 32767;
        samples[2 * i + 1] = Math.max(-1, Math.min(1, right[i])) * 32767;
    }
    return samples;
}
