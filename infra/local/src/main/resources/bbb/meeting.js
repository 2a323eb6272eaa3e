'use strict';
// The meeting as its people see it. One connection brings every change; it is also what tells the
// server that this person is there.
const query = new URLSearchParams(location.search);
const token = query.get('sessionToken');
const $ = (id) => document.getElementById(id);
let logoutUrl = '';
let typing = 0;
let leaving = false;

function send(what, body = {}) {
  return fetch(`/html5client/${what}?sessionToken=${encodeURIComponent(token)}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
    keepalive: what === 'leave',
  });
}

function element(name, text, attributes = {}) {
  const made = document.createElement(name);
  if (text) made.textContent = text;
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}

function button(text, test, label, act) {
  const made = element('button', text, { 'data-test': test, 'aria-label': label });
  made.addEventListener('click', act);
  return made;
}

function showPeople(view) {
  $('user-count').textContent = view.users.length;
  $('users').replaceChildren(
    ...view.users.map((user) => {
      const item = element('li', '', { 'data-test': 'userListItem', 'data-user': user.name });
      const roles = [user.me && 'vous', user.moderator && 'modérateur', user.presenter && 'présentateur'];
      item.append(user.name, ' ', element('small', roles.filter(Boolean).join(', ')));
      return item;
    }),
  );
}

function showWaiting(waiting) {
  $('waiting').hidden = waiting.length === 0;
  $('waiting-count').textContent = waiting.length === 1 ? '1 personne attend' : `${waiting.length} personnes attendent`;
  $('waiting-list').replaceChildren(
    ...waiting.map((guest) => {
      const item = element('li', '', { 'data-test': 'waitingUser', 'data-user': guest.name });
      const pair = element('div', '', { class: 'pair' });
      pair.append(
        button('Accepter', 'acceptGuest', `Accepter ${guest.name}`, () => send('guests', { who: guest.id, allow: true })),
        button('Refuser', 'denyGuest', `Refuser ${guest.name}`, () => send('guests', { who: guest.id, allow: false })),
      );
      item.append(element('span', guest.name), pair);
      return item;
    }),
  );
}

function showChat(lines) {
  $('chat').replaceChildren(
    ...lines.map((line) => {
      const item = element('li', '', { 'data-test': 'chatMessage' });
      item.append(element('strong', line.name), ` : ${line.text}`);
      return item;
    }),
  );
  $('chat').scrollTop = $('chat').scrollHeight;
}

// A stream is watched, not used: what the join link asked to hide is hidden.
function hide(userdata) {
  const on = (key) => userdata[key] === 'true';
  const off = (key) => userdata[key] === 'false';
  const all = on('bbb_hide_controls');
  document.body.classList.toggle('hide-nav', all || on('bbb_hide_nav_bar'));
  document.body.classList.toggle('hide-actions', all || on('bbb_hide_actions_bar'));
  document.body.classList.toggle(
    'hide-left',
    off('bbb_show_participants_on_login') && off('bbb_show_public_chat_on_login'),
  );
}

function disable(features) {
  for (const control of document.querySelectorAll('#actions [data-feature]')) {
    control.disabled = features.includes(control.dataset.feature);
  }
  for (const [feature, panel] of [['chat', 'chat-panel'], ['sharedNotes', 'notes-panel']]) {
    $(panel).hidden = features.includes(feature);
  }
}

function show(view) {
  logoutUrl = view.logoutUrl;
  document.title = `${view.name} – ${view.me.name}`;
  $('name').textContent = view.name;
  $('end').hidden = !view.me.moderator;
  showPeople(view);
  showWaiting(view.waiting);
  showChat(view.chat);
  if (Date.now() - typing > 1000) $('notes').value = view.notes;
  hide(view.userdata);
  disable(view.disabledFeatures);
  document.body.dataset.ready = 'true';
}

// As in the real client, nothing in the page speaks of an end before there is one.
function ended(why) {
  if (leaving || $('ended')) return;
  const dialog = $('ended-template').content.firstElementChild.cloneNode(true);
  dialog.querySelector('p').textContent = why;
  dialog.querySelector('a').href = logoutUrl || '/';
  document.body.append(dialog);
  dialog.showModal();
}

const source = new EventSource(`/html5client/events?sessionToken=${encodeURIComponent(token)}`);
source.addEventListener('meeting', (event) => show(JSON.parse(event.data)));
source.addEventListener('ended', () => {
  source.close();
  ended('La réunion a été fermée pour tout le monde.');
});
// A connection that only broke comes back by itself; one that was refused does not.
source.addEventListener('error', () => {
  if (source.readyState === EventSource.CLOSED) ended("Vous n'êtes plus dans la réunion.");
});

async function leave() {
  leaving = true;
  source.close();
  await send('leave').catch(() => {});
  location.assign(logoutUrl || '/');
}

$('leave').addEventListener('click', leave);
$('end').addEventListener('click', () => send('end'));
$('admit-all').addEventListener('click', () => send('guests', { who: 'everybody', allow: true }));
$('deny-all').addEventListener('click', () => send('guests', { who: 'everybody', allow: false }));
$('notes').addEventListener('input', () => {
  typing = Date.now();
  send('notes', { text: $('notes').value });
});
$('chat-form').addEventListener('submit', (event) => {
  event.preventDefault();
  const text = $('chat-text').value.trim();
  if (text) send('chat', { text });
  $('chat-text').value = '';
});
for (const control of document.querySelectorAll('#actions [data-feature]')) {
  control.addEventListener('click', () => {
    const pressed = control.getAttribute('aria-pressed') !== 'true';
    control.setAttribute('aria-pressed', pressed);
    if (control.dataset.feature === 'whiteboard') $('annotations').classList.toggle('on', pressed);
  });
}

const pen = $('annotations').getContext('2d');
$('annotations').addEventListener('pointermove', (event) => {
  if (!event.buttons) return;
  pen.strokeStyle = '#d6336c';
  pen.lineWidth = 3;
  pen.beginPath();
  pen.moveTo(event.offsetX - event.movementX, event.offsetY - event.movementY);
  pen.lineTo(event.offsetX, event.offsetY);
  pen.stroke();
});
