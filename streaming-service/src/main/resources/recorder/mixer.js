import { ArrivalClock, now } from './clock.js';
import { PausePicture } from './pause-picture.js';

const STILL_EVERY = 500;
const BURST = 5;
const BURST_EVERY = 33;

/// Decides which pictures reach the encoder: the meeting's, or the pause picture when somebody asked
/// for a pause or there is no meeting to show. The encoder never notices the difference.
export class Mixer {
    #encoder;
    #settings;
    #isPauseWanted;
    #track = null;
    #last = null;
    #pausePicture = null;
    #burst = null;
    arrived = 0;
    leftOut = 0;
    repeated = 0;

    constructor(encoder, settings) {
        this.#encoder = encoder;
        this.#settings = settings;
        this.#isPauseWanted = settings.paused;
        setInterval(() => this.#keepMoving(), 50);
    }

    /// Whether picture and sound of the meeting go out.
    get isLive() {
        return this.#last !== null && !this.#isPauseWanted;
    }

    /// @returns a promise that is kept when the pause picture has been sent
    pause() {
        this.#isPauseWanted = true;
        this.#holdRate();
        return this.#showPause();
    }

    resume() {
        this.#isPauseWanted = false;
        this.#holdRate();
        if (this.isLive) {
            this.#encoder.wantKey();
            this.#encoder.encode(this.#last, now());
        }
    }

    /// The meeting comes from this track; it goes out from its first frame on.
    connect(track) {
        this.#forgetLast();
        this.#track = track;
        this.#holdRate();
        this.#read(track);
    }

    /// The meeting does not come from this track any more.
    disconnect(track) {
        if (this.#track === track) {
            this.#track = null;
            this.#forgetLast();
            this.#showPause();
        }
    }

    /// A publisher has connected anew and needs a picture to begin with.
    keyFrame() {
        this.#encoder.wantKey();
        if (this.isLive) {
            this.#encoder.encode(this.#last, now());
        } else {
            this.#encodePause();
        }
    }

    async #read(track) {
        const clock = new ArrivalClock();
        const frames = new MediaStreamTrackProcessor({ track, maxBufferSize: 2 }).readable.getReader();
        for (;;) {
            const { value: frame, done } = await frames.read();
            if (done) {
                this.disconnect(track);
                return;
            }
            this.arrived++;
            this.#take(frame, clock.at(frame.timestamp / 1000), track);
        }
    }

    /// One frame is kept, to be shown again while the page does not change; every other is closed.
    #take(frame, at, track) {
        if (track !== this.#track) {
            frame.close();
            return;
        }
        const isFirst = this.#last === null;
        this.#forgetLast();
        this.#last = frame;
        this.#learnColours(frame);
        if (!this.isLive) {
            return;
        }
        if (isFirst) {
            this.#encoder.wantKey();
        }
        if (this.#encoder.isBehind) {
            this.leftOut++;
        } else {
            this.#encoder.encode(frame, at);
        }
    }

    #learnColours(frame) {
        if (!this.#pausePicture) {
            const { width, height } = this.#settings;
            this.#pausePicture = new PausePicture(width, height, frame.colorSpace.toJSON());
        }
    }

    /// An unchanged page makes no frames at all; players and servers want some.
    #keepMoving() {
        if (now() - this.#encoder.lastAt < STILL_EVERY - 5) {
            return;
        }
        if (this.isLive) {
            this.#encoder.encode(this.#last, now() - 15);
            this.repeated++;
        } else {
            this.#encodePause();
        }
    }

    /// Players hold one or more pictures back, so the pause picture comes as a small burst.
    #showPause() {
        clearInterval(this.#burst);
        this.#encoder.wantKey();
        const first = this.#encodePause();
        let shown = 1;
        this.#burst = setInterval(() => {
            if (this.isLive || ++shown > BURST) {
                clearInterval(this.#burst);
            } else {
                this.#encodePause();
            }
        }, BURST_EVERY);
        return first;
    }

    /// Before the first frame there is none: nothing has gone out, and its colours are not known.
    #encodePause() {
        if (!this.#pausePicture) {
            return Promise.resolve();
        }
        const frame = this.#pausePicture.frame();
        const sent = this.#encoder.encode(frame, now());
        frame.close();
        return sent;
    }

    /// While paused one picture a second is enough to have a fresh one at hand.
    #holdRate() {
        const { width, height, frameRate } = this.#settings;
        this.#track
            ?.applyConstraints({
                width: { max: width },
                height: { max: height },
                frameRate: { max: this.#isPauseWanted ? 1 : frameRate },
            })
            .catch(() => {});
    }

    #forgetLast() {
        this.#last?.close();
        this.#last = null;
    }
}
