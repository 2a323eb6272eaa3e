'use strict';
// The lives and what became of them, kept in a file. A normal live is over for good when its stream
// ends; a permanent one waits for the next.
const { EventEmitter } = require('node:events');
const { randomUUID } = require('node:crypto');
const fs = require('node:fs');
const path = require('node:path');

// So long after its stream ended, a live is still taken: a quick reconnect is refused.
const ENDING_MILLIS = 3000;

class Lives extends EventEmitter {
  constructor(directory) {
    super();
    this.directory = directory;
    this.file = path.join(directory, 'lives.json');
    this.replays = path.join(directory, 'replays');
    fs.mkdirSync(this.replays, { recursive: true });
    this.all = fs.existsSync(this.file) ? JSON.parse(fs.readFileSync(this.file, 'utf8')) : [];
    // What was live when the stand-in itself was stopped is not any more.
    for (const live of this.all.filter((one) => one.state === 'LIVE' || one.state === 'ENDING')) {
      for (const session of live.sessions) session.end ??= new Date().toISOString();
      this.#over(live);
    }
    if (this.all.length === 0) {
      this.create(false);
      this.create(true);
    }
  }

  /** A private live is recorded like any other, and shown to its owner only. */
  create(permanent, isPrivate = false) {
    const live = {
      id: randomUUID().slice(0, 8),
      permanent,
      private: isPrivate,
      key: `${permanent ? 'permanent' : 'normal'}-${randomUUID()}`,
      state: 'WAITING',
      bytes: 0,
      sessions: [],
    };
    this.all.push(live);
    this.#keep();
    return live;
  }

  find(id) {
    return this.all.find((live) => live.id === id);
  }

  /** The live a key opens now, if any: only one that waits. */
  admits(key) {
    return this.all.find((live) => live.key === key && live.state === 'WAITING');
  }

  started(live) {
    live.state = 'LIVE';
    live.sessions.push({ start: new Date().toISOString(), end: null, file: null });
    this.#keep();
    return live.sessions.length;
  }

  stopped(live) {
    live.state = 'ENDING';
    live.sessions.at(-1).end = new Date().toISOString();
    this.#keep();
    setTimeout(() => this.#over(live), ENDING_MILLIS).unref();
  }

  recorded(live, number, file) {
    live.sessions[number - 1].file = file;
    this.#keep();
  }

  #over(live) {
    live.state = live.permanent ? 'WAITING' : 'ENDED';
    this.#keep();
  }

  #keep() {
    const text = JSON.stringify(this.all, null, 1);
    fs.writeFileSync(`${this.file}.new`, text, { mode: 0o600 });
    fs.renameSync(`${this.file}.new`, this.file);
  }
}

module.exports = { Lives, ENDING_MILLIS };
