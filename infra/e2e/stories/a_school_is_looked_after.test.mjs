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
async function mayOpen(openRooms) {
  const { rules, version } = (await sam('GET', RULES)).json
  const changed = await sam('PUT', RULES, { ...rules, openRooms, version })
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
