import { PictureEncoder } from './encoder.js';
import { Line } from './line.js';
import { Mixer } from './mixer.js';
import { SoundReader } from './sound.js';

/// What the service calls, each through the browser's debugging pipe.
class Recorder {
    #settings;
    #line;
    #encoder;
    #mixer;
    #sound;

    /// @param settings width, height, frameRate, bitrate, keyEvery (ms), paused
    async start(settings) {
        this.#settings = settings;
        this.#line = await Line.open(new URL('line', location.href.replace('http', 'ws')));
        this.#encoder = new PictureEncoder(this.#line, settings);
        this.#mixer = new Mixer(this.#encoder, settings);
        this.#sound = new SoundReader(this.#line, () => this.#mixer.isLive);
        setInterval(() => this.#line.heartbeat(), 100);
        setInterval(() => this.#line.tell({ event: 'counts', ...this.counts() }), 5000);
    }

    /// Captures the tab whose title the browser was told to choose.
    async capture() {
        const { width, height, frameRate } = this.#settings;
        const media = await navigator.mediaDevices.getDisplayMedia({
            video: {
                displaySurface: 'browser',
                width: { max: width },
                height: { max: height },
                frameRate: { max: frameRate },
            },
            audio: {
                echoCancellation: false,
                noiseSuppression: false,
                autoGainControl: false,
                channelCount: 2,
                sampleRate: 48000,
            },
        });
        const [picture] = media.getVideoTracks();
        const [sound] = media.getAudioTracks();
        picture.onended = () => {
            this.#mixer.disconnect(picture);
            sound?.stop();
            this.#line.tell({ event: 'capture-ended' });
        };
        this.#mixer.connect(picture);
        if (sound) {
            this.#sound.read(sound);
        }
        this.#stop = () => {
            picture.onended = null;
            picture.stop();
            sound?.stop();
            this.#mixer.disconnect(picture);
        };
    }

    #stop = () => {};

    /// Lets go of the captured tab; the pause picture takes its place.
    release() {
        this.#stop();
        this.#stop = () => {};
    }

    /// Keeps its promise when the pause picture has gone out, and says so on the line too, behind
    /// the last picture of the meeting.
    async pause() {
        await this.#mixer.pause();
        this.#line.tell({ event: 'paused' });
    }

    resume() {
        this.#mixer.resume();
    }

    keyFrame() {
        this.#mixer.keyFrame();
    }

    counts() {
        const { arrived, leftOut, repeated } = this.#mixer;
        const { pictures, bytes } = this.#encoder;
        return { arrived, leftOut, repeated, pictures, bytes, backlog: this.#line.backlog };
    }
}

window.recorder = new Recorder();
