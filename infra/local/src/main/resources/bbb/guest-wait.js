'use strict';
// Asks the API how it stands until a moderator has decided; then goes in, or says why not.
const token = new URLSearchParams(location.search).get('sessionToken');
const state = document.getElementById('state');

const words = {
  guestDeny: ['guestDenied', 'Un modérateur a refusé votre entrée dans la réunion.'],
  guestInvalid: ['guestInvalid', "La réunion est terminée, ou votre attente a été trop longue. Revenez à la salle."],
};

async function ask() {
  let answer = {};
  try {
    const url = `/bigbluebutton/api/guestWait?sessionToken=${encodeURIComponent(token)}&redirect=false`;
    answer = (await (await fetch(url, { cache: 'no-store' })).json()).response;
  } catch {
    // The server is away for a moment; asking goes on.
  }
  if (answer.guestStatus === 'ALLOW') {
    location.replace(answer.url);
  } else if (words[answer.messageKey]) {
    [state.dataset.test, state.textContent] = words[answer.messageKey];
  } else {
    setTimeout(ask, 1000);
  }
}
ask();
