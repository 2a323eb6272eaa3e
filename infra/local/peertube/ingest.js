'use strict';
// Takes streams in, on loopback only, with the sessions of node-media-server. A key that opens
// nothing is refused as PeerTube refuses: the publish is accepted, then the connection dropped.
const { EventEmitter } = require('node:events');
const { spawn } = require('node:child_process');
const fs = require('node:fs');
const net = require('node:net');
const path = require('node:path');
const tls = require('node:tls');
const context = require('node-media-server/src/node_core_ctx');
const Logger = require('node-media-server/src/node_core_logger');
const FlvSession = require('node-media-server/src/node_flv_session');
const RtmpSession = require('node-media-server/src/node_rtmp_session');

const LIBRARY = { rtmp: { gop_cache: true, chunk_size: 60000, ping: 30, ping_timeout: 30 } };
const REFUSED_AFTER_MILLIS = 200;
const HOST = '127.0.0.1';

// Its log lines hold stream keys.
Logger.setLogType(Logger.LOG_TYPES.NONE);

class Ingest {
  constructor(lives, { rtmp, rtmps, key, certificate, ffmpeg }) {
    this.lives = lives;
    this.ffmpeg = ffmpeg;
    this.running = new Map();
    this.remuxing = new Set();
    const accept = (socket) => new RtmpSession(LIBRARY, socket).run();
    this.servers = [net.createServer(accept).listen(rtmp, HOST)];
    if (key) {
      const options = { key: fs.readFileSync(key), cert: fs.readFileSync(certificate) };
      this.servers.push(tls.createServer(options, accept).listen(rtmps, HOST));
    }
    context.nodeEvent.on('postPublish', (id, where) => this.#published(id, where));
    context.nodeEvent.on('donePublish', (id) => this.#unpublished(id));
  }

  #published(id, where) {
    const session = context.sessions.get(id);
    const [, app, key, ...deeper] = where.split('/');
    const live = app === 'live' && deeper.length === 0 && this.lives.admits(key);
    if (!live) {
      console.log(`refused a stream: ${app === 'live' ? 'its key opens nothing now' : 'not to /live'}`);
      setTimeout(() => session.reject(), REFUSED_AFTER_MILLIS);
      return;
    }
    const number = this.lives.started(live);
    const recording = new Recording(path.join(this.lives.replays, `${live.id}-${number}.flv`), where);
    const counting = setInterval(() => { live.bytes = session.socket.bytesRead; }, 250);
    this.running.set(id, { live, number, recording, counting, session });
    console.log(`live ${live.id} started, session ${number}`);
  }

  #unpublished(id) {
    const run = this.running.get(id);
    if (!run) return;
    this.running.delete(id);
    clearInterval(run.counting);
    run.live.bytes = run.session.socket.bytesRead;
    this.lives.stopped(run.live);
    console.log(`live ${run.live.id} ended, session ${run.number}`);
    const done = run.recording
      .finish(this.ffmpeg)
      .then((file) => this.lives.recorded(run.live, run.number, file))
      .catch((problem) => console.log(`no replay of ${run.live.id}: ${problem.message}`))
      .finally(() => this.remuxing.delete(done));
    this.remuxing.add(done);
  }

  async close() {
    for (const server of this.servers) server.close();
    for (const session of [...context.sessions.values()]) session.stop();
    await Promise.all(this.remuxing);
  }
}

/** What a stream's bytes become on disk: FLV while it runs, MP4 when it is over. */
class Recording {
  constructor(file, where) {
    this.file = file;
    this.stream = fs.createWriteStream(file);
    let isFirst = true;
    const answer = {
      socket: this.stream,
      write: (chunk) => {
        // The header says what the stream will hold, which is not known yet when it is written.
        if (isFirst) chunk[4] = 0b101;
        isFirst = false;
        return this.stream.write(chunk);
      },
      end: () => {},
    };
    const request = { socket: new EventEmitter(), on: () => {}, method: 'GET', url: `${where}.flv` };
    this.player = new FlvSession(LIBRARY, request, answer);
    this.player.run();
  }

  async finish(ffmpeg) {
    this.player.stop();
    this.stream.uncork();
    await new Promise((resolve) => this.stream.end(resolve));
    const replay = this.file.replace(/flv$/, 'mp4');
    await run(ffmpeg, ['-v', 'error', '-nostdin', '-y', '-i', this.file, '-c', 'copy', '-movflags', '+faststart', replay]);
    fs.rmSync(this.file);
    return replay;
  }
}

function run(program, parameters) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, parameters, { stdio: ['ignore', 'inherit', 'inherit'] });
    child.on('error', reject);
    child.on('exit', (code) => (code === 0 ? resolve() : reject(new Error(`${program} ended with ${code}`))));
  });
}

/** Sends a running live to a viewer's HTTP connection. */
function watch(live, request, response) {
  request.url = `/live/${live.key}.flv`;
  response.writeHead(200, { 'Content-Type': 'video/x-flv', 'Cache-Control': 'no-store' });
  new FlvSession(LIBRARY, request, response).run();
}

module.exports = { Ingest, watch };
