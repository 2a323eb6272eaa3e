// §1.4 of what the documentation says: the link, and invitations that reach each mailbox once.

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { aBrowser, fillSignIn } from '../lib/browser.mjs'
import { as, eventually, mailbox, portal } from '../lib/platform.mjs'
import { aRoom, joinLink } from '../lib/rooms.mjs'
import { aScreen, atBoth, row, rowInTurn } from '../lib/places.mjs'

let browser, ada
before(async () => {
  browser = await aBrowser()
  ada = await atBoth(browser, 'ada')
  for (const screen of [ada.desk, ada.phone]) {
    await screen.context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: portal })
  }
})
after(async () => {
  await browser?.close()
})

const linkOf = (room) => `${portal}/salles/${room.id}/rejoindre`
const recipients = (screen) => screen.dialog().getByRole('combobox').first()

/** What is in somebody's mailbox under that subject, once it is there. */
const letters = (person, subject) =>
  eventually(`a message for ${person}`, async () => {
    const all = await (await fetch(`${mailbox}/api/messages?to=${person}`)).json()
    const found = all.filter((m) => m.subject === subject)
    return found.length ? found : null
  })

async function choose(screen, typed, found) {
  await recipients(screen).fill(typed)
  await screen.page.getByRole('option', { name: found }).first().click()
}

async function writing(place, name) {
  const room = await aRoom('ada', { name })
  const screen = await ada[place].choose(name)
  await screen.click('Envoyer une invitation')
  await screen.dialog().waitFor()
  return { room, screen, dialog: screen.dialog() }
}

rowInTurn('S37 the link is copied by a button, and the screen says so', async (place) => {
  const name = `Lien ${place}`
  const room = await aRoom('ada', { name })
  await room.open()
  const screen = await ada[place].choose(name)
  await screen.page.getByRole('button', { name: /Copier le lien/ }).first().click()
  await screen.sees('Lien copié')
  assert.equal(await screen.page.evaluate(() => navigator.clipboard.readText()), linkOf(room))
  await room.close()
})

row('S38 « Envoyer une invitation » has recipients, subject, body and « Envoyer »', async (place) => {
  const { dialog, screen } = await writing(place, `Dialogue ${place}`)
  await recipients(screen).waitFor()
  await dialog.getByRole('textbox', { name: 'Objet' }).waitFor()
  await dialog.getByRole('textbox', { name: 'Message' }).waitFor()
  await dialog.getByRole('button', { name: 'Envoyer', exact: true }).waitFor()
  await screen.picture('invitation-dialog')
  await screen.page.keyboard.press('Escape')
})

row('S39 subject and body are given and can be changed; the changed message arrives, with the link', async (place) => {
  const { room, dialog, screen } = await writing(place, `Courrier ${place}`)
  const subject = dialog.getByRole('textbox', { name: 'Objet' })
  assert.match(await subject.inputValue(), new RegExp(`Courrier ${place}`))
  await choose(screen, 'zoe', /Zoé Bernard/)
  await subject.fill(`Rendez-vous ${place}`)
  await dialog.getByRole('textbox', { name: 'Message' }).press('End')
  await dialog.getByRole('textbox', { name: 'Message' }).pressSequentially(' À demain')
  await dialog.getByRole('button', { name: 'Envoyer', exact: true }).click()
  await dialog.getByText(/1 envoyée/).first().waitFor()
  await screen.picture('invitation-sent')
  const [letter] = await letters('zoe', `Rendez-vous ${place}`)
  assert.ok(letter.text.includes(linkOf(room)), letter.text)
  assert.match(letter.text, /À demain/)
})

row('S40 the link leads, after signing in or at once, straight to the room', async (place) => {
  const room = await aRoom('ada', { name: `Droit au but ${place}` })
  const zoe = await aScreen(browser, place)
  await zoe.page.goto(linkOf(room))
  await fillSignIn(zoe.page, 'zoe')
  await zoe.sees("La salle n'est pas encore ouverte.")
  assert.equal(zoe.page.url(), linkOf(room))
  await zoe.page.goto(`${portal}/`)
  await zoe.page.goto(linkOf(room))
  await zoe.sees("La salle n'est pas encore ouverte.")
  await zoe.leave()
})

row('S41 without recipient, subject or link nothing is sent, and the dialog says what is missing', async (place) => {
  const { dialog, screen } = await writing(place, `Manques ${place}`)
  const send = dialog.getByRole('button', { name: 'Envoyer', exact: true })
  await send.click()
  await dialog.getByText('Sélectionnez au moins un destinataire.').first().waitFor()
  await choose(screen, 'zoe', /Zoé Bernard/)
  await dialog.getByRole('textbox', { name: 'Objet' }).fill('')
  await send.click()
  await dialog.getByText('Indiquez un objet.').first().waitFor()
  await screen.picture('invitation-dialog-errors')
  const api = await as('ada')
  const room = (await api('GET', '/api/v1/rooms')).json.rooms.find((r) => r.name === `Manques ${place}`)
  const bare = await api('POST', `/api/v1/rooms/${room.id}/invitations`, { people: ['zoe'], groups: [], subject: 'Objet', body: '<p>sans lien</p>' })
  assert.equal(bare.status, 422)
  assert.match(bare.text, /lien de la salle/)
  await screen.page.keyboard.press('Escape')
  await screen.page.getByRole('button', { name: 'Abandonner' }).click()
})

row('S42 chosen twice and through two groups, each person gets the message once', async (place) => {
  const { dialog, screen } = await writing(place, `Une fois ${place}`)
  await choose(screen, 'bruno', /Bruno Petit/)
  await choose(screen, 'equipe 3b', /Équipe 3B/)
  const subject = `Une seule fois ${place}`
  await dialog.getByRole('textbox', { name: 'Objet' }).fill(subject)
  await dialog.getByRole('button', { name: 'Envoyer', exact: true }).click()
  await dialog.getByText(/envoyée/).first().waitFor()
  assert.equal((await letters('bruno', subject)).length, 1)
  const api = await as('ada')
  const room = (await api('GET', '/api/v1/rooms')).json.rooms.find((r) => r.name === `Une fois ${place}`)
  const stranger = await api('POST', `/api/v1/rooms/${room.id}/invitations`, { people: ['tom'], groups: [], subject: 'x', body: `<p>${linkOf(room)}</p>` })
  assert.equal(stranger.status, 422, 'a pupil of another school could be written to')
})

row('S43 only owner and Gestionnaire send invitations', async (place) => {
  const name = `Qui invite ${place}`
  const room = await aRoom('ada', { name })
  const api = await as('bruno')
  const letter = { people: ['zoe'], groups: [], subject: 'x', body: `<p>${linkOf(room)}</p>` }
  const sends = async () => (await api('POST', `/api/v1/rooms/${room.id}/invitations`, letter)).status
  assert.equal(await sends(), 404)
  await room.api('PUT', `/api/v1/rooms/${room.id}/shares`, { shares: [{ kind: 'PERSON', id: 'bruno', role: 'MODERATOR' }] })
  assert.equal(await sends(), 403)
  await room.api('PUT', `/api/v1/rooms/${room.id}/shares`, { shares: [{ kind: 'PERSON', id: 'bruno', role: 'MANAGER' }] })
  assert.equal(await sends(), 201)
})

row('S44 an invitation gives no right: the invited person is a participant', async (place) => {
  const room = await aRoom('ada', { name: `Sans droit ${place}` })
  const sent = await room.api('POST', `/api/v1/rooms/${room.id}/invitations`, { people: ['zoe'], groups: [], subject: 'x', body: `<p>${linkOf(room)}</p>` })
  assert.equal(sent.status, 201)
  await room.open()
  await room.reaches('OPEN')
  assert.match((await joinLink('zoe', room.id)).link, /role=VIEWER/)
  const zoe = await as('zoe')
  assert.equal((await zoe('DELETE', `/api/v1/rooms/${room.id}/opening`)).status, 404)
  assert.equal((await zoe('GET', '/api/v1/rooms')).json.rooms.length, 0)
  await room.close()
})

test('no page complained while she used it', () => {
  assert.deepEqual(ada.complaints(), [])
})
