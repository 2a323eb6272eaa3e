/// The picture the audience sees while nothing of the meeting may go out.
///
/// It is handed to the encoder in the captured pictures' own format and colours: any other would
/// make the encoder start a new sequence, and players stumble over that.
export class PausePicture {
    #planes;
    #width;
    #height;
    #colorSpace;

    /// @param colorSpace of the captured pictures
    constructor(width, height, colorSpace) {
        this.#width = width;
        this.#height = height;
        this.#colorSpace = colorSpace;
        this.#planes = toI420(draw(width, height), width, height, colorSpace);
    }

    /// A new frame of it; the caller closes it.
    frame() {
        return new VideoFrame(this.#planes, {
            format: 'I420',
            codedWidth: this.#width,
            codedHeight: this.#height,
            timestamp: 0,
            colorSpace: this.#colorSpace,
        });
    }
}

function draw(width, height) {
    const canvas = new OffscreenCanvas(width, height);
    const pen = canvas.getContext('2d', { alpha: false });
    const middle = width / 2;

    const sky = pen.createLinearGradient(0, 0, width, height);
    sky.addColorStop(0, '#16324f');
    sky.addColorStop(1, '#0b1a2b');
    pen.fillStyle = sky;
    pen.fillRect(0, 0, width, height);

    pen.strokeStyle = 'rgba(255, 255, 255, 0.85)';
    pen.lineWidth = 6;
    pen.beginPath();
    pen.arc(middle, height * 0.35, 72, 0, 2 * Math.PI);
    pen.stroke();
    pen.fillStyle = '#ffffff';
    for (const side of [-32, 12]) {
        pen.beginPath();
        pen.roundRect(middle + side, height * 0.35 - 34, 20, 68, 5);
        pen.fill();
    }

    pen.textAlign = 'center';
    pen.font = '600 54px "DejaVu Sans", "Liberation Sans", sans-serif';
    pen.fillText('La diffusion est en pause', middle, height * 0.62);
    pen.fillStyle = 'rgba(255, 255, 255, 0.75)';
    pen.font = '30px "DejaVu Sans", "Liberation Sans", sans-serif';
    pen.fillText('Elle reprendra dans un instant', middle, height * 0.7);
    return pen.getImageData(0, 0, width, height).data;
}

/// How much red and blue weigh in the brightness, per matrix; the rest is green.
const WEIGHTS = {
    bt709: [0.2126, 0.0722],
    smpte170m: [0.299, 0.114],
    bt470bg: [0.299, 0.114],
};

function toI420(rgba, width, height, colorSpace) {
    const [red, blue] = WEIGHTS[colorSpace.matrix] ?? WEIGHTS.bt709;
    const green = 1 - red - blue;
    const [black, range, chroma] = colorSpace.fullRange ? [0, 255, 255] : [16, 219, 224];
    const planes = new Uint8Array((width * height * 3) / 2);
    const blueAt = width * height;
    const redAt = blueAt + (width * height) / 4;
    for (let y = 0; y < height; y++) {
        for (let x = 0; x < width; x++) {
            const pixel = 4 * (y * width + x);
            const r = rgba[pixel] / 255;
            const g = rgba[pixel + 1] / 255;
            const b = rgba[pixel + 2] / 255;
            const brightness = red * r + green * g + blue * b;
            planes[y * width + x] = Math.round(black + range * brightness);
            if (x % 2 === 0 && y % 2 === 0) {
                const quarter = (y / 2) * (width / 2) + x / 2;
                planes[blueAt + quarter] =
                    Math.round(128 + (chroma * (b - brightness)) / (2 * (1 - blue)));
                planes[redAt + quarter] =
                    Math.round(128 + (chroma * (r - brightness)) / (2 * (1 - red)));
            }
        }
    }
    return planes;
}
