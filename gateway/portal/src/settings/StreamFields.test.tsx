import { screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, test } from 'vitest'
import { aRoom, show, streaming } from '../testing/fixtures'
import { aProblem, aServer } from '../testing/server'
import CreateDialog from './CreateDialog'
import EditDialog from './EditDialog'

const CHECK = 'POST /api/v1/streams/target-checks'
const REMARKS = 'POST /api/v1/me/stream-remarks'

const server = aServer({
  'GET /api/v1/config': { streamHosts: [] },
  [CHECK]: { reach: 'REACHABLE' },
  [REMARKS]: { remarks: [] },
})

const url = () => screen.getByLabelText<HTMLInputElement>('URL RTMP')
const key = () => screen.getByLabelText<HTMLInputElement>('Clé de diffusion')
const trial = () => screen.getByRole('button', { name: 'Tester la connexion' })

async function streamed(address: string) {
  const user = userEvent.setup()
  show(<CreateDialog />, '/salles?action=creer')
  await user.click(screen.getByRole('checkbox', { name: 'Activer le streaming de la salle' }))
  if (address !== '') {
    await user.click(url())
    await user.paste(address)
  }
  return user
}

test('a trial sends the address and never the key, and says what it found', async () => {
  const user = await streamed('rtmps://tube.example.org:1936/live ')
  await user.type(key(), 'secret-key')
  let arrive = () => {}
  const underWay = new Promise<void>((resolve) => (arrive = resolve))
  server.answers({ [CHECK]: () => underWay.then(() => Response.json({ reach: 'REACHABLE' })) })
  await user.click(trial())
  const busy = screen.getByRole('button', { name: 'Test en cours…' })
  expect(busy.getAttribute('aria-disabled')).toBe('true')
  expect(screen.getByText('Connexion à tube.example.org…').closest('[role=status]')).toBeTruthy()
  arrive()
  const found = await screen.findByText(/Le serveur répond/)
  expect(found.closest('[role=status]')).toBeTruthy()
  expect(server.asked(CHECK).map(({ body }) => body)).toEqual([
    { url: 'rtmps://tube.example.org:1936/live' },
  ])
  expect([url().value.trim(), key().value]).toEqual(['rtmps://tube.example.org:1936/live', 'secret-key'])
})

test('a key that hangs on the address is not sent with it', async () => {
  const user = await streamed('rtmp://tube.example.org/live/0123456789abcdef')
  await user.click(trial())
  await screen.findByText(/Le serveur répond/)
  expect(server.asked(CHECK).map(({ body }) => body)).toEqual([{ url: 'rtmp://tube.example.org/live' }])
})

test.each([
  ['UNREACHABLE', /adresse injoignable/, /Vérifiez l’URL RTMP, ou réessayez/],
  ['UNKNOWN_HOST', /nom de serveur inconnu/, /copiée depuis PeerTube/],
  ['HOST_NOT_ALLOWED', /serveur non autorisé/, /choisissez-en un autre/],
  ['TLS', /certificat invalide/, /prévenez son administrateur/],
  ['NOT_RTMP', /ne comprend pas RTMP/, /le port/],
  ['REFUSED', /refuse ce chemin/, /en général \/live/],
])('a trial that ends with %s says why and what to do', async (reach, why, remedy) => {
  server.answers({ [CHECK]: { reach } })
  const user = await streamed('rtmp://tube.example.org/live')
  await user.click(trial())
  expect((await screen.findByText(why)).textContent).toMatch(/^Le test a échoué/)
  expect(screen.getByText(remedy)).toBeTruthy()
})

test('what was found of an address is not told of another one', async () => {
  const user = await streamed('rtmp://tube.example.org/live')
  await user.click(trial())
  await screen.findByText(/Le serveur répond/)
  await user.type(url(), '2')
  expect(screen.queryByText(/Le serveur répond/)).toBeNull()
})

test('what is no address is not tried: its field says so and has the focus', async () => {
  const user = await streamed('')
  await user.click(trial())
  expect(server.asked(CHECK)).toEqual([])
  expect(document.activeElement).toBe(url())
  expect(url().getAttribute('aria-invalid')).toBe('true')
})

test('who tries too often is told when to come back, and loses nothing', async () => {
  server.answers({ [CHECK]: () => aProblem(429, { type: 'urn:problem:too-many', title: 'Trop de demandes' }) })
  const user = await streamed('rtmp://tube.example.org/live')
  await user.click(trial())
  expect((await screen.findByRole('alert')).textContent).toContain('Trop de demandes')
  expect(url().value).toBe('rtmp://tube.example.org/live')
})

test('S19 a warning stands at its field, is read out, is in nobody’s way, and goes with what it was about', async () => {
  const used = 'Cette clé est déjà utilisée par la salle « Conférences ».'
  server.answers({
    [REMARKS]: {
      remarks: [
        { field: 'streaming.url', code: 'stream-url-clear', message: 'Sans chiffrement.', value: null },
        { field: 'streaming.key', code: 'stream-key-used', message: used, value: null },
      ],
    },
    'POST /api/v1/rooms': aRoom(),
  })
  const user = await streamed('rtmp://tube.example.org/live')
  await user.type(screen.getByRole('textbox', { name: 'Nom de la salle' }), 'Essai')
  await user.type(key(), 'key')
  await user.tab()
  const warning = await screen.findByText(used)
  expect(warning.getAttribute('role')).toBe('status')
  expect(key().getAttribute('aria-describedby')).toContain(warning.id)
  expect(key().getAttribute('aria-invalid')).toBeNull()
  expect(url().getAttribute('aria-describedby')).toContain(screen.getByText('Sans chiffrement.').id)
  expect(server.asked(REMARKS).at(-1)?.body).toEqual({
    room: null,
    url: 'rtmp://tube.example.org/live',
    key: 'key',
  })
  await user.type(key(), '2')
  expect(screen.queryByText(used)).toBeNull()
  await user.click(screen.getByRole('button', { name: 'Créer' }))
  await waitFor(() => expect(server.asked('POST /api/v1/rooms')).toHaveLength(1))
})

test('S19 a stored key that another room uses is told as soon as the settings are open', async () => {
  const used = 'Cette clé est déjà utilisée par une autre salle.'
  server.answers({
    [REMARKS]: { remarks: [{ field: 'streaming.key', code: 'stream-key-used-elsewhere', message: used, value: null }] },
  })
  show(<EditDialog room={aRoom({ streaming })} />, '/salles/room?action=modifier')
  expect(await screen.findByText(used)).toBeTruthy()
  expect(server.asked(REMARKS).map(({ body }) => body)).toEqual([
    { room: 'room', url: streaming!.url, key: null },
  ])
})

test('O12 who may not set a broadcast is offered none', () => {
  show(<EditDialog room={aRoom({ role: 'MANAGER' })} />, '/salles/room?action=modifier', {
    mayStream: false,
  })
  expect(screen.queryByRole('checkbox', { name: /streaming de la salle/ })).toBeNull()
})

test('O12 nor anything but its end where there is one', async () => {
  show(<EditDialog room={aRoom({ streaming, role: 'MANAGER' })} />, '/salles/room?action=modifier', {
    mayStream: false,
  })
  const broadcast = screen.getByRole('checkbox', { name: /streaming de la salle/ })
  expect(screen.getByText(/votre profil ne permet pas de les changer/)).toBeTruthy()
  expect(screen.queryByLabelText('URL RTMP')).toBeNull()
  expect(screen.queryByRole('button', { name: 'Tester la connexion' })).toBeNull()
  await userEvent.click(broadcast)
  expect(screen.queryByText(/votre profil ne permet pas de les changer/)).toBeNull()
})
