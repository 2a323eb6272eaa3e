'use strict';
// Something to see and to hear: three faces that move, a clock as text and as squares that a program
// can read out of a video, a soft tone, and a beep with a flash each second.
//
// Squares, 24 px each, from the left: 1 0 1 (to find them), the lowest 24 bits of the time in
// milliseconds, 16 bits that count frames, 1 while the beep sounds.
const SQUARE = 24;
// Who wants less motion, or has a test's machine to share, gets a picture a second.
const FRAMES_PER_SECOND = matchMedia('(prefers-reduced-motion: reduce)').matches ? 1 : 15;
const BEEP_MILLIS = 100;

const codes = document.getElementById('codes').getContext('2d', { alpha: false });
const clock = document.getElementById('clock');
const cameras = [...document.querySelectorAll('.camera')].map((canvas) => canvas.getContext('2d', { alpha: false }));
const skins = ['#f2d2b6', '#c68642', '#8d5524'];
const clothes = ['#224477', '#774422', '#227744'];
const audio = new AudioContext({ latencyHint: 'interactive' });
let frame = 0;
let second = Math.floor(Date.now() / 1000);
let flashUntil = 0;

const wall = document.createElement('canvas');
wall.width = wall.height = 340;
const grain = wall.getContext('2d');
const pixels = grain.createImageData(340, 340);
for (let i = 0; i < pixels.data.length; i += 4) {
  const light = (Math.random() * 40) | 0;
  pixels.data.set([90 + light, 84 + light, 78 + light, 255], i);
}
grain.putImageData(pixels, 0, 0);

function tone(frequency, volume) {
  const oscillator = audio.createOscillator();
  const gain = audio.createGain();
  oscillator.frequency.value = frequency;
  gain.gain.value = volume;
  oscillator.connect(gain).connect(audio.destination);
  return oscillator;
}

function beep() {
  const sound = tone(2000, 0.4);
  sound.start();
  sound.stop(audio.currentTime + BEEP_MILLIS / 1000);
}

function drawFace(camera, number, time) {
  camera.drawImage(wall, Math.sin(time * 0.7 + number) * 4 - 10, Math.cos(time * 0.9 + number) * 4 - 10);
  const x = 160 + Math.sin(time * 1.3 + number * 2) * 20;
  const y = 80 + Math.cos(time * 1.7 + number) * 6;
  camera.fillStyle = skins[number];
  camera.beginPath();
  camera.ellipse(x, y, 38, 50, 0, 0, 7);
  camera.fill();
  camera.fillStyle = '#222';
  camera.beginPath();
  camera.ellipse(x, y + 25, 14, 2 + Math.abs(Math.sin(time * 6 + number)) * 6, 0, 0, 7);
  camera.fill();
  camera.fillStyle = clothes[number];
  camera.fillRect(x - 60, y + 50, 120, 120);
}

function drawCodes(now) {
  const bits = [1, 0, 1];
  const time = now & 0xffffff;
  for (let i = 23; i >= 0; i--) bits.push((time >> i) & 1);
  for (let i = 15; i >= 0; i--) bits.push((frame >> i) & 1);
  bits.push(now < flashUntil ? 1 : 0);
  bits.forEach((bit, i) => {
    codes.fillStyle = bit ? '#fff' : '#000';
    codes.fillRect(i * SQUARE, 0, SQUARE, 32);
  });
}

function draw() {
  const now = Date.now();
  frame = (frame + 1) & 0xffff;
  if (Math.floor(now / 1000) !== second) {
    second = Math.floor(now / 1000);
    flashUntil = now + BEEP_MILLIS;
    if (audio.state === 'running') beep();
  }
  cameras.forEach((camera, number) => drawFace(camera, number, now / 1000));
  drawCodes(now);
  clock.textContent = new Date(now).toISOString().slice(11, 21);
}

let due = performance.now();
function loop(at) {
  if (at >= due - 4) {
    due = at - due > 200 ? at : due + 1000 / FRAMES_PER_SECOND;
    draw();
  }
  requestAnimationFrame(loop);
}
if (FRAMES_PER_SECOND > 1) requestAnimationFrame(loop);
else setInterval(draw, 1000);

// Sound needs a gesture unless the browser was told otherwise.
tone(220, 0.04).start();
const sound = document.getElementById('sound');
function soundState() {
  sound.hidden = audio.state === 'running';
}
audio.addEventListener('statechange', soundState);
sound.addEventListener('click', () => audio.resume());
document.addEventListener('pointerdown', () => audio.resume(), { once: true });
soundState();
