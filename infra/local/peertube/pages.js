'use strict';
// What people and tests see: lives to set up, to watch and to find again.
const fs = require('node:fs');
const http = require('node:http');
const path = require('node:path');
const { watch } = require('./ingest');

const POLICY = "default-src 'self'; media-src 'self' blob:; worker-src 'self' blob:; base-uri 'none'";
const ASSETS = {
  '/style.css': ['text/css', path.join(__dirname, 'public/style.css')],
  '/watch.js': ['text/javascript', path.join(__dirname, 'public/watch.js')],
  '/mpegts.js': ['text/javascript', require.resolve('mpegts.js/dist/mpegts.js')],
};
// Whoever looks into the library here is its owner; a private live knows them again by this.
const OWNER = 'owner=here';
const STATES = { WAITING: 'En attente du direct', LIVE: 'En direct', ENDING: 'Direct terminé', ENDED: 'Direct terminé' };

function serve(lives, ports) {
  const origin = `http://localhost:${ports.pages}`;

  const publicView = (live) => ({
    id: live.id,
    permanent: live.permanent,
    private: live.private === true,
    state: live.state,
    bytes: live.bytes,
    watch: `${origin}/w/${live.id}`,
    sessions: live.sessions.map((session, i) => ({ ...session, replay: session.file && `${origin}/replays/${live.id}-${i + 1}.mp4` })),
  });
  const ownersView = (live) => ({
    ...publicView(live),
    url: `rtmp://localhost:${ports.rtmp}/live`,
    secureUrl: `rtmps://localhost:${ports.rtmps}/live`,
    key: live.key,
  });

  const server = http.createServer(async (request, response) => {
    try {
      await answer(request, response, decodeURIComponent(new URL(request.url, origin).pathname));
    } catch (problem) {
      console.log(`${request.method} ${request.url}: ${problem.stack}`);
      if (!response.headersSent) send(response, 500, 'text/plain', 'Erreur');
    }
  });

  async function answer(request, response, where) {
    const [, first, second, third] = where.split('/');
    if (['', 'my-library'].includes(first)) response.setHeader('Set-Cookie', `${OWNER}; HttpOnly; SameSite=Lax; Path=/`);
    if (request.method === 'POST') return post(request, response, where);
    if (ASSETS[where]) return send(response, 200, ASSETS[where][0], fs.readFileSync(ASSETS[where][1]));
    if (where === '/' || where === '/my-library/videos') return page(response, 'Ma bibliothèque', library());
    if (where === '/my-library/lives') return page(response, 'Mes directs', setup());
    if (isHidden(first, second, request)) return send(response, 403, 'text/plain', 'Cette vidéo est privée');
    if (first === 'replays') return replay(request, response, second);
    if (where.startsWith('/api/stand-in/lives')) return api(response, where.split('/')[4]);
    const live = lives.find(second?.replace(/\.flv$/, ''));
    if (first === 'w' && live && !third) return page(response, `Direct ${live.id}`, player(live));
    if (first === 'lives' && live?.state === 'LIVE') return watch(live, request, response);
    return send(response, 404, 'text/plain', 'Introuvable');
  }

  function isHidden(first, name, request) {
    const shown = ['w', 'lives', 'replays'].includes(first) && lives.find(name?.replace(/(-\d+)?\.\w+$/, ''));
    return shown && shown.private === true && !(request.headers.cookie ?? '').split('; ').includes(OWNER);
  }

  async function post(request, response, where) {
    let body = '';
    for await (const chunk of request) body += chunk;
    if (where === '/api/stand-in/lives') {
      const wanted = JSON.parse(body || '{}');
      const live = lives.create(wanted.permanent === true, wanted.private === true);
      return send(response, 201, 'application/json', JSON.stringify(ownersView(live)));
    }
    if (where === '/my-library/lives') {
      const wanted = new URLSearchParams(body);
      lives.create(wanted.get('permanent') === 'true', wanted.get('private') === 'true');
      response.writeHead(303, { Location: '/my-library/lives' });
      return response.end();
    }
    return send(response, 404, 'text/plain', 'Introuvable');
  }

  function api(response, id) {
    if (!id) return send(response, 200, 'application/json', JSON.stringify(lives.all.map(ownersView)));
    const live = lives.find(id);
    if (!live) return send(response, 404, 'application/json', '{}');
    return send(response, 200, 'application/json', JSON.stringify(publicView(live)));
  }

  function library() {
    const videos = lives.all.flatMap((live) => live.sessions.map((session, i) => ({ live, session, number: i + 1 }))).reverse();
    if (videos.length === 0) return '<p>Aucune vidéo pour le moment.</p>';
    return `<ul class="videos">${videos
      .map(({ live, session, number }) => {
        const name = `Direct ${live.id} – ${session.start.slice(0, 16).replace('T', ' ')}`;
        const what = session.file ? 'Rediffusion' : session.end ? 'En préparation' : STATES[live.state];
        const link = session.file ? `/replays/${live.id}-${number}.mp4` : `/w/${live.id}`;
        return `<li data-test="video" data-live="${live.id}"><a href="${link}">${name}</a> <span>${what}</span></li>`;
      })
      .join('')}</ul>`;
  }

  function setup() {
    const rows = [...lives.all].reverse().map(ownersView).map((live) => `
      <li><h2><a href="/w/${live.id}">Direct ${live.permanent ? 'permanent' : 'normal'}${live.private ? ' privé' : ''} ${live.id}</a> <span>${STATES[live.state]}</span></h2>
      <dl><dt>URL RTMP</dt><dd>${live.url}</dd><dt>URL RTMPS</dt><dd>${live.secureUrl}</dd><dt>Clé de diffusion</dt><dd>${live.key}</dd></dl></li>`);
    return `<form method="post" action="/my-library/lives">
      <label><input type="checkbox" name="private" value="true"> Privé : enregistré sans être montré</label>
      <button name="permanent" value="false">Créer un direct normal</button>
      <button name="permanent" value="true">Créer un direct permanent</button></form>
      <ul class="lives">${rows.join('')}</ul>`;
  }

  function player(live) {
    return `<p id="state" role="status" data-test="liveState">${STATES[live.state]}</p>
      <video id="video" data-live="${live.id}" controls playsinline></video>
      <p id="hint" hidden>Cliquez sur la vidéo pour activer le son.</p>
      <script src="/mpegts.js"></script><script src="/watch.js"></script>`;
  }

  function page(response, title, content) {
    send(response, 200, 'text/html', `<!doctype html><html lang="fr"><head><meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1"><title>${title} – PeerTube (banc)</title>
      <link rel="stylesheet" href="/style.css"></head><body>
      <nav aria-label="Ma bibliothèque"><a href="/my-library/videos">Vidéos</a> <a href="/my-library/lives">Directs</a></nav>
      <main><h1>${title}</h1>${content}</main></body></html>`);
  }

  /** `{id}.mp4` is the newest of a live, `{id}-{n}.mp4` its n-th. */
  function replay(request, response, name) {
    const [, id, number] = /^([0-9a-f]+)(?:-(\d+))?\.mp4$/.exec(name ?? '') ?? [];
    const sessions = lives.find(id)?.sessions ?? [];
    const file = (number ? sessions[number - 1] : sessions.findLast((session) => session.file))?.file;
    if (!file) return send(response, 404, 'text/plain', 'Introuvable');
    const { size } = fs.statSync(file);
    const [, from, to] = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '') ?? [];
    const start = Number(from ?? 0);
    const end = to ? Math.min(Number(to), size - 1) : size - 1;
    response.writeHead(from === undefined ? 200 : 206, {
      'Content-Type': 'video/mp4',
      'Content-Length': end - start + 1,
      'Accept-Ranges': 'bytes',
      ...(from === undefined ? {} : { 'Content-Range': `bytes ${start}-${end}/${size}` }),
    });
    return fs.createReadStream(file, { start, end }).on('error', () => response.destroy()).pipe(response);
  }

  return server.listen(ports.pages, '127.0.0.1');
}

function send(response, status, type, body) {
  response.writeHead(status, {
    'Content-Type': `${type}; charset=utf-8`,
    'Content-Security-Policy': POLICY,
    'Cache-Control': 'no-store',
  });
  response.end(body);
}

module.exports = { serve };
