'use strict';
// Plays a live while it runs, says when it is over, and plays the replay then.
const video = document.getElementById('video');
const state = document.getElementById('state');
const words = { WAITING: 'En attente du direct', LIVE: 'En direct', ENDING: 'Direct terminé', ENDED: 'Direct terminé' };
let shown = '';
let player = null;

function start() {
  player = mpegts.createPlayer(
    { type: 'flv', isLive: true, url: `/lives/${video.dataset.live}.flv` },
    { liveBufferLatencyChasing: true, enableStashBuffer: false },
  );
  player.attachMediaElement(video);
  player.load();
  // Without a gesture a browser may allow only silent pictures.
  video.play().catch(() => {
    video.muted = true;
    document.getElementById('hint').hidden = false;
    return video.play();
  }).catch(() => {});
}

function stop() {
  player?.destroy();
  player = null;
}

video.addEventListener('click', () => {
  video.muted = false;
  document.getElementById('hint').hidden = true;
});

async function look() {
  try {
    const live = await (await fetch(`/api/stand-in/lives/${video.dataset.live}`, { cache: 'no-store' })).json();
    const replay = live.sessions.findLast((session) => session.replay)?.replay;
    const now = live.state === 'LIVE' ? 'LIVE' : `${live.state} ${replay ?? ''}`;
    if (now !== shown) {
      shown = now;
      state.textContent = words[live.state];
      stop();
      if (live.state === 'LIVE') start();
      else if (replay) {
        state.textContent += ' – rediffusion';
        video.src = replay;
      }
    }
  } catch {
    // The stand-in is away for a moment; looking goes on.
  }
  setTimeout(look, 1000);
}
look();
