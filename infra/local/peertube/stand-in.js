'use strict';
// A stand-in for PeerTube's lives: takes RTMP in through the library PeerTube uses, refuses as it
// refuses, ends lives as it ends them, shows and keeps them. Told everything by its environment.
const { Lives } = require('./lives');
const { Ingest } = require('./ingest');
const { serve } = require('./pages');

function number(name) {
  const value = Number(process.env[name]);
  if (!Number.isInteger(value)) throw new Error(`${name} is missing`);
  return value;
}

const ports = { pages: number('PORT'), rtmp: number('RTMP_PORT'), rtmps: number('RTMPS_PORT') };
const lives = new Lives(process.env.DATA_DIRECTORY);
const ingest = new Ingest(lives, {
  ...ports,
  key: process.env.TLS_KEY,
  certificate: process.env.TLS_CERTIFICATE,
  ffmpeg: process.env.FFMPEG || 'ffmpeg',
});
const pages = serve(lives, ports);

for (const signal of ['SIGTERM', 'SIGINT']) {
  process.on(signal, async () => {
    pages.close();
    pages.closeAllConnections();
    await ingest.close();
    process.exit(0);
  });
}
