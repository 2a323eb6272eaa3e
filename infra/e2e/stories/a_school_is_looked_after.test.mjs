// Who looks after a school or the platform: its places are taken, who holds one is written to, and a room is
// deleted for a reason.

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { aBrowser, fillSignIn } from '../lib/browser.mjs'
import { as, eventually, mailbox, portal } from '../lib/platform.mjs'
import { aRoom } from '../lib/rooms.mjs'
import { aReader, holdsEveryWay } from '../lib/screens.mjs'

const RULES = '/api/v1/ops/establishments/0750001A/rules'
let browser, sam, taken, wanted
before(async () => {
  browser = await aBrowser()
  sam = await as('sam')
  taken = await aRoom('ada', { name: 'Place prise' })
  await taken.open()
  await taken.reaches('OPEN')
  wanted = await aRoom('rene', { name: 'Conseil de classe' })
  await mayOpen(1)
})
after(async () => {
  await mayOpen(null)
  await browser?.close()
})

/** How many rooms of the school may be open at once; null: as many as people like. */
const mayOpen = (openRooms) => rule({ openRooms })

async function rule(part) {
  const { rules, version } = (await sam('GET', RULES)).json
  const changed = await sam('PUT', RULES, { ...rules, ...part, version })
  assert.equal(changed.status, 200, changed.text)
}

async function signedIn(person) {
  const page = await aReader(browser, 'fr-FR')
  await page.goto(`${portal}/`)
  await fillSignIn(page, person)
  await page.getByRole('heading', { level: 1, name: 'Mes salles' }).waitFor()
  return page
}

test('O9 D17 where all places are taken, who looks after the school reads which rooms hold them, and writes to who opened one', async () => {
  const rene = await signedIn('rene')
  await rene.goto(`${portal}/salles/${wanted.id}`)
  await rene.getByRole('button', { name: 'Ouvrir la salle', exact: true }).click()
  await rene.getByText('Votre établissement a atteint son nombre maximum de salles ouvertes (1).').waitFor()
  await holdsEveryWay(rene, 'places-taken', 'fr-FR')
  await rene.getByRole('button', { name: 'Écrire à Ada Diallo au sujet de la salle Place prise' }).click()
  await rene.getByRole('dialog').getByText('Si elle ne sert plus, fermez-la').waitFor()
  await holdsEveryWay(rene, 'place-asked-for', 'fr-FR')
  await rene.getByRole('dialog').getByRole('button', { name: 'Envoyer' }).click()
  await rene.getByText('Message envoyé.').waitFor()
  const letter = await eventually('ada has it in her mailbox', async () => {
    const letters = await (await fetch(`${mailbox}/api/messages?to=ada`)).json()
    return letters.find((each) => JSON.stringify(each).includes('Place prise'))
  })
  assert.match(JSON.stringify(letter), /René Morel/)
  await rene.context().close()
})

test('D18 a super admin deletes a room from « Réunions en cours » for a reason, and its place is free', async () => {
  const page = await signedIn('sam')
  await page.goto(`${portal}/exploitation/reunions`)
  await page.getByRole('button', { name: 'Supprimer la salle Place prise' }).click()
  const question = page.getByRole('alertdialog')
  await question.getByText(/Ce qui reste/).waitFor()
  await holdsEveryWay(page, 'room-deleted-by-admin', 'fr-FR')
  await question.getByRole('textbox', { name: 'Motif' }).fill('Ouverte par erreur')
  await question.getByRole('button', { name: 'Supprimer définitivement' }).click()
  await page.getByText('Salle « Place prise » supprimée').waitFor()
  assert.equal((await taken.api('GET', `/api/v1/rooms/${taken.id}`)).status, 404)
  await page.context().close()
})

test('S38 O8 who has no account is invited only where the school allows it, by the link that asks for none', async () => {
  const parent = 'parent@exemple.fr'
  await rule({ externalInvitations: true })
  const room = await aRoom('ada', { name: 'Réunion de rentrée', establishment: '0750001A' })
  const ada = await signedIn('ada')
  const dialog = ada.getByRole('dialog')
  const writing = async () => {
    await ada.goto(`${portal}/salles/${room.id}`)
    await ada.getByRole('button', { name: 'Envoyer une invitation' }).click()
  }
  await writing()
  await dialog.getByRole('combobox').first().fill(parent)
  await ada.getByRole('option', { name: new RegExp(parent) }).click()
  await dialog.getByText('Cette personne n’a pas de compte : activez d’abord le lien public de la salle.').first().waitFor()
  const { settingsVersion } = await room.view()
  await room.api('PUT', `/api/v1/rooms/${room.id}`, { name: 'Réunion de rentrée', publicLink: true, settingsVersion })
  await writing() // what was chosen is kept
  await dialog.getByText(parent).first().waitFor()
  await holdsEveryWay(ada, 'invitation-outside', 'fr-FR')
  await dialog.getByRole('button', { name: 'Envoyer', exact: true }).click()
  await dialog.getByText(/1 envoyée/).first().waitFor()
  const { text } = await eventually('the parent has it', async () => {
    const letters = await (await fetch(`${mailbox}/api/messages?to=${parent}`)).json()
    return letters.find(({ to }) => to === parent)
  })
  const { guests, link } = await room.view()
  assert.ok(text.includes(guests.link) && !text.includes(link), text)
  const visitor = await aReader(browser, 'fr-FR')
  await visitor.goto(guests.link)
  await visitor.getByRole('textbox', { name: /nom/i }).waitFor()
  await visitor.context().close()
  await ada.context().close()
  await rule({ externalInvitations: false })
})
