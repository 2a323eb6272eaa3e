import { screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, test } from 'vitest'
import { aRoom, show, streaming } from '../testing/fixtures'
import { aProblem, aServer } from '../testing/server'
import EditDialog from './EditDialog'

const theirs = aRoom({ settingsVersion: 2, version: 2, streaming })
const stale = () =>
  aProblem(409, { type: 'urn:problem:settings-stale', title: 'Non', current: theirs })

const server = aServer({
  'GET /api/v1/config': { streamHosts: [] },
  'POST /api/v1/me/stream-remarks': { remarks: [] },
  'PUT /api/v1/rooms/room': stale,
})
const sent = () => server.asked('PUT /api/v1/rooms/room').map(({ body }) => body)

/** Both replace the key; this one comes second. */
async function bothReplaceTheKey() {
  const user = userEvent.setup()
  show(<EditDialog room={aRoom({ streaming })} />, '/salles/room?action=modifier')
  await user.click(screen.getByRole('button', { name: 'Remplacer la clé' }))
  await user.type(screen.getByLabelText('Clé de diffusion'), 'my-secret-key')
  await user.click(screen.getByRole('button', { name: 'Modifier' }))
  const rows = within(await screen.findByRole('table')).getAllByRole('row')
  return { user, rows: rows.slice(1).map((row) => row.textContent) }
}

test('S24 of two who replace the stream key the second is shown that there are two, and no key', async () => {
  const { rows } = await bothReplaceTheKey()
  expect(rows).toEqual(['Clé de diffusionLa vôtre, que vous avez saisieCelle qui est enregistrée'])
  expect(document.body.textContent).not.toContain('my-secret-key')
})

test('S24 who takes the stored values does not overwrite the stored key', async () => {
  const { user } = await bothReplaceTheKey()
  await user.click(screen.getByRole('button', { name: 'Prendre les valeurs enregistrées' }))
  expect(screen.queryByLabelText('Clé de diffusion')).toBeNull()
  await user.click(screen.getByRole('button', { name: 'Modifier' }))
  expect(sent().at(-1)).toMatchObject({ settingsVersion: 2, streaming: { key: null } })
})

test('S24 who keeps their own values sends the key that they typed', async () => {
  const { user } = await bothReplaceTheKey()
  await user.click(screen.getByRole('button', { name: 'Garder les miennes' }))
  expect(sent().at(-1)).toMatchObject({ settingsVersion: 2, streaming: { key: 'my-secret-key' } })
})

test('S24 O1 an access code that both have changed is shown with both values, and theirs is taken', async () => {
  const guests = (code: string) => ({ link: 'http://localhost:8080/p/unguessable', wait: true, code })
  server.answers({
    'PUT /api/v1/rooms/room': () =>
      aProblem(409, { title: 'Non', current: { ...theirs, guests: guests('theirs22') } }),
  })
  const user = userEvent.setup()
  show(<EditDialog room={aRoom({ streaming, guests: guests('before11') })} />, '/salles/room?action=modifier')
  const code = () => screen.getByRole<HTMLInputElement>('textbox', { name: /Code d’accès/ })
  await user.clear(code())
  await user.type(code(), 'mine3333')
  await user.click(screen.getByRole('button', { name: 'Modifier' }))
  const [, ...rows] = within(await screen.findByRole('table')).getAllByRole('row')
  expect(rows.map((row) => row.textContent)).toEqual(['Code d’accèsmine3333theirs22'])
  await user.click(screen.getByRole('button', { name: 'Prendre les valeurs enregistrées' }))
  expect(code().value).toBe('theirs22')
})
