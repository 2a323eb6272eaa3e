// Sharing, inviting and looking after the platform, as people do it: without a mouse, in both
// languages, on every kind of screen.

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { aBrowser, fillSignIn, picture, says, signedIn } from '../lib/browser.mjs'
import { as, eventually, mailbox, portal } from '../lib/platform.mjs'
import { aRoom } from '../lib/rooms.mjs'
import { aReader, hasNoFault, holdsEveryWay, inEach, reach } from '../lib/screens.mjs'

let browser, ada, room
before(async () => {
  browser = await aBrowser()
  ada = await signedIn(browser, 'ada')
  room = await aRoom('ada', { name: 'Physique 3B' })
})
after(async () => {
  await browser?.close()
})

const sharesOf = async () => (await room.api('GET', `/api/v1/rooms/${room.id}/shares`)).json.shares

test('S45 by keyboard alone a colleague gets a role, told apart from another of the same name', async () => {
  const { page } = ada
  await page.goto(`${portal}/salles/${room.id}`)
  await page.getByRole('heading', { level: 2, name: 'Physique 3B' }).waitFor()
  await reach(page, 'Partager')
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('combobox').waitFor()
  await reach(page, /^Ajouter des personnes/)
  await page.keyboard.type('nad')
  await page.getByRole('option', { name: /Nadia Benali/ }).waitFor()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await dialog.getByText(says('2 personnes pourront ouvrir cette salle.')).waitFor()
  await page.keyboard.type('classe 3b')
  await page.getByRole('option', { name: /Classe 3B/ }).waitFor()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await dialog.getByText(/Ce groupe contient \d+ élèves\. En faire des modérateurs/).waitFor()
  await picture(page, 'share-pupils')
  await reach(page, 'Retirer Classe 3B')
  await page.keyboard.press('Enter')
  await reach(page, 'Enregistrer')
  await page.keyboard.press('Enter')
  await dialog.waitFor({ state: 'hidden' })
  assert.deepEqual((await sharesOf()).map(({ id, role }) => [id, role]), [['nadia', 'MODERATOR']])
})

test('O14 a list of people is kept under a name, and put into another room at once', async () => {
  const { page } = ada
  await page.goto(`${portal}/salles/${room.id}?action=partager`)
  const dialog = page.getByRole('dialog')
  await dialog.getByText('Nadia Benali').first().waitFor()
  await dialog.getByText('Favoris de partage').click()
  await dialog.getByRole('textbox', { name: /favori/ }).fill('Équipe de physique')
  await dialog.getByRole('button', { name: 'Enregistrer le favori' }).click()
  await page.getByText(says('Favori « Équipe de physique » enregistré')).waitFor()
  await dialog.getByRole('button', { name: 'Annuler' }).click()
  const other = await aRoom('ada', { name: 'Chimie 3B' })
  await page.goto(`${portal}/salles/${other.id}?action=partager`)
  await page.getByRole('dialog').getByRole('combobox').first().fill('équipe de phy')
  await page.getByRole('option', { name: /Équipe de physique/ }).click()
  await page.getByRole('combobox', { name: says('Rôle de Nadia Benali') }).waitFor()
  await page.getByRole('dialog').getByRole('button', { name: 'Annuler' }).click()
  await page.getByRole('button', { name: 'Abandonner' }).click()
})

test('S48 two who share at once are shown both lists, and nothing is lost unseen', async () => {
  const { page } = ada
  await page.goto(`${portal}/salles/${room.id}?action=partager`)
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('combobox', { name: says('Rôle de Nadia Benali') }).selectOption('MANAGER')
  await room.api('PUT', `/api/v1/rooms/${room.id}/shares`, { shares: [{ kind: 'PERSON', id: 'bruno', role: 'MODERATOR' }] })
  await dialog.getByRole('button', { name: 'Enregistrer', exact: true }).click()
  const table = dialog.getByRole('table')
  await table.getByText('Bruno Petit').waitFor()
  await picture(page, 'share-conflict')
  await dialog.getByRole('button', { name: 'Garder les miennes' }).click()
  await dialog.waitFor({ state: 'hidden' })
  assert.deepEqual((await sharesOf()).map(({ id, role }) => [id, role]), [['nadia', 'MANAGER']])
})

test('S38 S39 by keyboard alone an invitation with a list and bold words is read before, sent, and told of', async () => {
  const { page } = ada
  await page.goto(`${portal}/salles/${room.id}?action=inviter`)
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('combobox').waitFor()
  await reach(page, 'Destinataires')
  await page.keyboard.type('zo')
  await page.getByRole('option', { name: /Zoé Bernard/ }).waitFor()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await dialog.getByText('1 destinataire', { exact: true }).waitFor()
  await reach(page, 'Objet')
  await page.keyboard.press('Control+A')
  await page.keyboard.type('Physique : les circuits')
  await reach(page, 'Gras') // the toolbar is one stop
  await page.keyboard.press('Tab')
  await page.keyboard.press('Control+Home')
  await page.keyboard.press('Control+b')
  await page.keyboard.type('Important')
  await page.keyboard.press('Control+b')
  await page.keyboard.type(' : ')
  const words = dialog.getByRole('textbox', { name: 'Message' })
  assert.match(await words.innerHTML(), /<(b|strong)>Important<\/\1>/)
  await picture(page, 'invitation-editor')
  await reach(page, 'Rédiger')
  await page.keyboard.press('ArrowRight')
  const frame = dialog.frameLocator('iframe')
  await frame.getByText('Important').waitFor()
  await picture(page, 'invitation-preview')
  await reach(page, 'Envoyer')
  await page.keyboard.press('Enter')
  await dialog.getByText(/1 envoyée/).first().waitFor()
  const message = await eventually('the message is in the mailbox', async () => {
    const all = await (await fetch(`${mailbox}/api/messages?to=zoe`)).json()
    return all.find(({ subject }) => subject === 'Physique : les circuits')
  })
  assert.match(message.text, says('Important : '))
  assert.ok(message.text.includes(`${portal}/salles/${room.id}/rejoindre`))
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'hidden' })
})

test('S41 the room’s link taken out of the message is missed, and put back', async () => {
  const { page } = ada
  await page.goto(`${portal}/salles/${room.id}?action=inviter`)
  const dialog = page.getByRole('dialog')
  const words = dialog.getByRole('textbox', { name: 'Message' })
  await words.click()
  await page.keyboard.press('Control+A')
  await page.keyboard.press('Delete')
  await page.keyboard.type('Venez !')
  await dialog.getByRole('combobox').fill('zo')
  await page.getByRole('option', { name: /Zoé Bernard/ }).click()
  await dialog.getByRole('button', { name: 'Envoyer', exact: true }).click()
  await dialog.getByText(says("Le lien de la salle n'est plus dans le message.")).first().waitFor()
  await dialog.getByRole('button', { name: 'Remettre le lien' }).click()
  assert.equal(await words.locator('a').textContent(), `${portal}/salles/${room.id}/rejoindre`)
  assert.equal(await words.locator('a').getAttribute('contenteditable'), 'false')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Abandonner' }).click()
})

test('who looks after the platform closes somebody’s room with a reason, and the audit tells of it', async () => {
  await room.open()
  await room.reaches('OPEN')
  const sam = await signedIn(browser, 'sam')
  await sam.page.getByRole('link', { name: 'Exploitation' }).click()
  await sam.page.getByRole('heading', { level: 1, name: 'Réunions en cours' }).waitFor()
  await sam.page.getByRole('button', { name: 'Fermer la salle Physique 3B' }).click()
  const asking = sam.page.getByRole('alertdialog')
  await asking.getByRole('textbox', { name: 'Motif' }).fill('Oubliée ouverte')
  await asking.getByRole('button', { name: 'Fermer la salle' }).click()
  await asking.waitFor({ state: 'hidden' })
  await room.reaches('CLOSED')
  await sam.page.getByRole('link', { name: says("Journal d'audit") }).click()
  await sam.page.getByRole('row').filter({ hasText: 'CLOSE' }).filter({ hasText: 'Samia Roy' }).first().waitFor()
  await picture(sam.page, 'audit')
  assert.deepEqual(sam.complaints, [])
  await sam.leave()
})

test('D18 who looks after nothing has no way there', async () => {
  const { page } = ada
  await page.goto(`${portal}/exploitation`)
  await page.getByRole('heading', { level: 1, name: says("Cette page n'existe pas") }).waitFor()
  assert.equal(await page.getByRole('link', { name: 'Exploitation' }).count(), 0)
  assert.equal((await (await as('ada'))('GET', '/api/v1/ops/rooms')).status, 403)
})

const words = {
  'fr-FR': { share: 'Ajouter des personnes ou des groupes', message: 'Message', preview: 'Aperçu' },
  'en-GB': { share: 'Add people or groups', message: 'Message', preview: 'Preview' },
}
const pages = ['reunions', 'invitations', 'regles', 'configuration', 'audit', 'effacement']

inEach(words, 'sharing and inviting', async (locale, say) => {
  const page = await aReader(browser, locale)
  await page.goto(`${portal}/salles/${room.id}?action=partager`)
  await fillSignIn(page, 'ada')
  await page.getByRole('combobox', { name: say.share }).waitFor()
  await holdsEveryWay(page, 'share', locale)
  await page.getByRole('combobox', { name: say.share }).fill('ma')
  await page.getByRole('option').first().waitFor()
  await hasNoFault(page, 'share search')
  await page.setViewportSize({ width: 1280, height: 520 })
  await hasNoFault(page, 'share search, where the list has to be scrolled')
  await page.setViewportSize({ width: 1280, height: 800 })
  await page.goto(`${portal}/salles/${room.id}?action=inviter`)
  await page.getByRole('textbox', { name: say.message }).waitFor()
  await holdsEveryWay(page, 'invite', locale)
  await page.getByRole('tab', { name: say.preview }).click()
  await page.getByRole('tabpanel').waitFor()
  await holdsEveryWay(page, 'invite-preview', locale)
  await page.context().close()
})

inEach(words, 'operations', async (locale) => {
  const page = await aReader(browser, locale)
  await page.goto(`${portal}/exploitation/reunions`)
  await fillSignIn(page, 'sam')
  await page.getByRole('heading', { level: 1 }).waitFor()
  for (const name of pages) {
    await page.goto(`${portal}/exploitation/${name}`)
    await page.getByRole('heading', { level: 1 }).waitFor()
    await holdsEveryWay(page, name, locale)
  }
  await page.context().close()
})

test('no page complained while she used it', () => {
  assert.deepEqual(ada.complaints, [])
})
