'use strict';
// The stand-in as a streaming client and a viewer meet it. ffmpeg is the client.
const assert = require('node:assert/strict');
const { after, before, test } = require('node:test');
const { spawn } = require('node:child_process');
const fs = require('node:fs');
const net = require('node:net');
const os = require('node:os');
const path = require('node:path');

const data = fs.mkdtempSync(path.join(os.tmpdir(), 'peertube-stand-in-'));
let ports;
let process_;
let origin;

const freePort = () =>
  new Promise((resolve) => {
    const server = net.createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });

async function eventually(what, ask, within = 10_000) {
  const deadline = Date.now() + within;
  for (;;) {
    const answer = await Promise.resolve().then(ask).catch(() => null);
    if (answer) return answer;
    if (Date.now() > deadline) assert.fail(`${what}: not within ${within} ms`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function json(where, options) {
  return (await fetch(origin + where, options)).json();
}

const aLive = (permanent) => json('/api/stand-in/lives', { method: 'POST', body: JSON.stringify({ permanent }) });
const state = async (live) => (await json(`/api/stand-in/lives/${live.id}`)).state;

/** Streams a test picture until stopped or dropped; resolves to ffmpeg's exit code. */
function stream(url, seconds = 30) {
  const child = spawn('ffmpeg', ['-v', 'quiet', '-re', '-f', 'lavfi', '-i', 'testsrc=s=160x90:r=10', '-f', 'lavfi', '-i', 'sine=r=44100',
    '-t', String(seconds), '-c:v', 'libx264', '-preset', 'ultrafast', '-g', '10', '-pix_fmt', 'yuv420p', '-c:a', 'aac', '-f', 'flv', url], { stdio: 'ignore' });
  child.done = new Promise((resolve) => child.on('exit', resolve));
  return child;
}

async function stopped(child) {
  child.kill('SIGINT');
  await child.done;
}

async function start() {
  process_ = spawn('node', ['stand-in.js'], {
    cwd: __dirname,
    stdio: 'inherit',
    env: { ...process.env, PORT: ports.pages, RTMP_PORT: ports.rtmp, RTMPS_PORT: ports.rtmps, DATA_DIRECTORY: data },
  });
  process_.done = new Promise((resolve) => process_.on('exit', resolve));
  await eventually('the stand-in answers', () => fetch(`${origin}/api/stand-in/lives`));
}

async function stop() {
  process_.kill('SIGTERM');
  await process_.done;
}

before(async () => {
  ports = { pages: await freePort(), rtmp: await freePort(), rtmps: await freePort() };
  origin = `http://localhost:${ports.pages}`;
  await start();
});

after(async () => {
  await stop();
  fs.rmSync(data, { recursive: true });
});

test('a normal live is live while it is streamed, over for good afterwards, and leaves a replay', async () => {
  const live = await aLive(false);
  const child = stream(`${live.url}/${live.key}`);
  await eventually('it is live', async () => (await state(live)) === 'LIVE');
  const viewed = await fetch(`${origin}/lives/${live.id}.flv`);
  const { value } = await viewed.body.getReader().read();
  assert.equal(Buffer.from(value).subarray(0, 3).toString(), 'FLV');
  await stopped(child);
  await eventually('it has ended', async () => (await state(live)) === 'ENDED');
  const { sessions, bytes } = await json(`/api/stand-in/lives/${live.id}`);
  assert.equal(sessions.length, 1);
  assert.ok(bytes > 1000);
  const replay = await fetch(`${origin}/replays/${live.id}.mp4`, { headers: { Range: 'bytes=4-7' } });
  assert.equal(replay.status, 206);
  assert.equal(await replay.text(), 'ftyp');
  assert.match(await (await fetch(`${origin}/my-library/videos`)).text(), new RegExp(live.id));
  assert.notEqual(await stream(`${live.url}/${live.key}`).done, 0);
  assert.equal((await json(`/api/stand-in/lives/${live.id}`)).sessions.length, 1);
});

test('a permanent live waits for the next stream, and refuses one that comes at once', async () => {
  const live = await aLive(true);
  await stopped(await streamed(live));
  assert.equal(await state(live), 'ENDING');
  assert.notEqual(await stream(`${live.url}/${live.key}`).done, 0);
  await eventually('it waits again', async () => (await state(live)) === 'WAITING');
  await stopped(await streamed(live));
  await eventually('both replays are there', async () => {
    const { sessions } = await json(`/api/stand-in/lives/${live.id}`);
    return sessions.length === 2 && sessions.every((session) => fs.existsSync(session.file ?? ''));
  });
});

async function streamed(live) {
  const child = stream(`${live.url}/${live.key}`);
  await eventually('it is live', async () => (await state(live)) === 'LIVE');
  return child;
}

test('S74 a private live is recorded like any other, and shown to its owner only', async () => {
  const live = await json('/api/stand-in/lives', { method: 'POST', body: JSON.stringify({ private: true }) });
  const child = await streamed(live);
  const refused = async (where) => (await fetch(origin + where)).status === 403;
  assert.ok(await refused(`/w/${live.id}`));
  assert.ok(await refused(`/lives/${live.id}.flv`));
  const library = await fetch(`${origin}/my-library/lives`);
  const owner = { headers: { Cookie: library.headers.get('set-cookie').split(';')[0] } };
  assert.equal((await fetch(`${origin}/w/${live.id}`, owner)).status, 200);
  await stopped(child);
  await eventually('the replay is there', async () => fs.existsSync((await json(`/api/stand-in/lives/${live.id}`)).sessions[0].file ?? ''));
  assert.ok(await refused(`/replays/${live.id}-1.mp4`));
  assert.equal((await fetch(`${origin}/replays/${live.id}-1.mp4`, owner)).status, 200);
});

for (const [what, where] of [
  ['a key nobody knows', (url) => `${url}/nobody-knows-it`],
  ['another application', (url, key) => `${url.replace('/live', '/other')}/${key}`],
]) {
  test(`${what} is dropped soon after the publish was accepted`, async () => {
    const live = await aLive(true);
    const begin = Date.now();
    assert.notEqual(await stream(where(live.url, live.key)).done, 0);
    assert.ok(Date.now() - begin < 8000);
    assert.equal(await state(live), 'WAITING');
  });
}

test('lives outlive a restart; what was live has ended', async () => {
  const waiting = await aLive(true);
  const running = await aLive(false);
  const child = await streamed(running);
  await stop();
  await child.done;
  await start();
  assert.equal(await state(waiting), 'WAITING');
  assert.equal(await state(running), 'ENDED');
});
