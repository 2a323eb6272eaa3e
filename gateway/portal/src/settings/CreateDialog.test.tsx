import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { aRoom, SCHOOL, show } from '../testing/fixtures'
import CreateDialog from './CreateDialog'

const sent: Request[] = []
let answer: () => Response | Promise<Response>

beforeEach(() => {
  sent.length = 0
  answer = () => Response.json(aRoom(), { status: 201 })
  vi.spyOn(globalThis, 'fetch').mockImplementation((input) => {
    const request = input as Request
    if (request.url.endsWith('/stream-remarks')) return Promise.resolve(Response.json({ remarks: [] }))
    if (request.method === 'POST') {
      sent.push(request)
      return Promise.resolve(answer())
    }
    return Promise.resolve(Response.json({ streamHosts: [] }))
  })
})

afterEach(() => vi.restoreAllMocks())

const open = () => {
  const user = userEvent.setup()
  show(<CreateDialog />, '/salles?action=creer')
  return user
}
const name = () => screen.getByRole('textbox', { name: 'Nom de la salle' })
const create = () => screen.getByRole('button', { name: 'Créer' })

test('S16 S17 O1 waiting room, public link and streaming are unticked at first', () => {
  open()
  const ticked = screen.getAllByRole<HTMLInputElement>('checkbox').map((box) => box.checked)
  expect(ticked).toEqual([false, false, false])
})

test('a public link is offered where the rules of the school allow it only', async () => {
  const publicLink = () => screen.queryByRole('checkbox', { name: /lien public/ })
  const establishments = [
    { ...SCHOOL, publicLinks: false },
    { id: '0750002B', name: 'Lycée Curie', publicLinks: true },
  ]
  const user = userEvent.setup()
  show(<CreateDialog />, '/salles?action=creer', { establishments })
  expect(publicLink()).toBeNull()
  const school = screen.getByRole('combobox', { name: 'Établissement' })
  await user.selectOptions(school, 'Lycée Curie')
  await user.click(publicLink()!)
  await user.selectOptions(school, SCHOOL.name)
  expect(publicLink()).not.toBeNull() // ticked: it can be unticked
  await user.click(publicLink()!)
  expect(publicLink()).toBeNull()
})

test('S18 ticking streaming shows its two fields, unticking hides them', async () => {
  const user = open()
  const box = screen.getByRole('checkbox', { name: 'Activer le streaming de la salle' })
  expect(screen.queryByLabelText('URL RTMP')).toBeNull()
  await user.click(box)
  expect(screen.getByLabelText('URL RTMP')).toBeTruthy()
  expect(screen.getByLabelText('Clé de diffusion')).toBeTruthy()
  await user.click(box)
  expect(screen.queryByLabelText('URL RTMP')).toBeNull()
})

test('S15 a blank name is not sent: the field says why and has the focus', async () => {
  const user = open()
  await user.click(create())
  expect(sent).toHaveLength(0)
  expect(document.activeElement).toBe(name())
  expect(name().getAttribute('aria-invalid')).toBe('true')
  const described = name().getAttribute('aria-describedby') ?? ''
  expect(document.getElementById(described)?.textContent).toBe('Donnez un nom à la salle.')
  expect(screen.getByRole('alert').textContent).toContain('1 point à corriger')
})

test('S19 streaming without its fields is not sent: focus goes to the first of them', async () => {
  const user = open()
  await user.type(name(), 'Essai')
  await user.click(screen.getByRole('checkbox', { name: 'Activer le streaming de la salle' }))
  await user.click(create())
  expect(sent).toHaveLength(0)
  expect(document.activeElement).toBe(screen.getByLabelText('URL RTMP'))
  expect(screen.getByRole('alert').textContent).toContain('2 points à corriger')
})

const toCorrect = () =>
  within(screen.getByRole('alert')).getAllByRole('listitem').map(({ textContent }) => textContent)

test('ux 3 of several faults focus goes to the first on the screen, and the summary is in that order', async () => {
  const user = open()
  await user.type(name(), 'Essai')
  await user.click(screen.getByRole('checkbox', { name: 'Activer le streaming de la salle' }))
  await user.click(screen.getByRole('radio', { name: 'Les membres de certains groupes' }))
  await user.click(create())
  expect(document.activeElement).toBe(screen.getByLabelText('URL RTMP'))
  expect(toCorrect()).toEqual([
    'L’adresse doit commencer par rtmp:// ou rtmps:// et contenir un nom de serveur.',
    'Indiquez la clé de diffusion.',
    'Choisissez au moins un groupe.',
  ])
})

test('ux 3 so it does with what the server refuses', async () => {
  const errors = ['access.groups', 'name', 'establishment'].map((field) => ({ field, message: field }))
  answer = () => Response.json({ type: 'urn:problem:invalid', title: 'Non', errors }, { status: 422 })
  const establishments = [
    { ...SCHOOL, publicLinks: true },
    { id: '0750002B', name: 'Lycée Curie', publicLinks: true },
  ]
  const user = userEvent.setup()
  show(<CreateDialog />, '/salles?action=creer', { establishments })
  await user.type(name(), 'Essai')
  await user.click(create())
  await waitFor(() => expect(name().getAttribute('aria-invalid')).toBe('true'))
  expect(document.activeElement).toBe(screen.getByRole('combobox', { name: 'Établissement' }))
})

test('S21 the help tells where PeerTube has these', async () => {
  const user = open()
  await user.click(screen.getByRole('checkbox', { name: 'Activer le streaming de la salle' }))
  await user.click(screen.getByText(/Où trouver ces informations/))
  for (const place of [/« Publier »/, /« Aller au direct »/, /« Paramètres du direct »/]) {
    expect(screen.getAllByText(place).length).toBeGreaterThan(0)
  }
})

test('S14 « Créer » sends what was typed, once, with a key against doubles', async () => {
  const user = open()
  await user.type(name(), '  Physique 3B ')
  let arrive = () => {}
  const underWay = new Promise<void>((resolve) => (arrive = resolve))
  answer = () => underWay.then(() => Response.json(aRoom(), { status: 201 }))
  await user.dblClick(create())
  expect(screen.getByRole('button', { name: 'Création…' }).getAttribute('aria-disabled')).toBe('true')
  expect(sent).toHaveLength(1)
  arrive()
  expect(await sent[0]?.json()).toEqual({
    name: 'Physique 3B',
    waitingRoom: false,
    establishment: SCHOOL.id,
    access: { policy: 'ESTABLISHMENT', groups: [] },
    publicLink: false,
    streaming: null,
  })
  expect(sent[0]?.headers.get('Idempotency-Key')).toBeTruthy()
  expect(await screen.findByText('Salle créée')).toBeTruthy()
})

test('S19 what the server refuses is said at its field, and nothing typed is lost', async () => {
  const message = 'Ce serveur de diffusion n’est pas autorisé.'
  answer = () =>
    Response.json(
      { type: 'urn:problem:invalid', title: 'Non', errors: [{ field: 'streaming.url', message }] },
      { status: 422 },
    )
  const user = open()
  await user.type(name(), 'Essai')
  await user.click(screen.getByRole('checkbox', { name: 'Activer le streaming de la salle' }))
  await user.type(screen.getByLabelText('URL RTMP'), 'rtmp://elsewhere.example.org/live')
  await user.type(screen.getByLabelText('Clé de diffusion'), 'key')
  await user.click(create())
  const url = screen.getByLabelText<HTMLInputElement>('URL RTMP')
  await waitFor(() => expect(url.getAttribute('aria-invalid')).toBe('true'))
  expect(document.activeElement).toBe(url)
  expect(url.value).toBe('rtmp://elsewhere.example.org/live')
})

test('Escape with something typed asks first; the key is never kept in the tab', async () => {
  const user = open()
  await user.type(name(), 'Essai')
  await user.click(screen.getByRole('checkbox', { name: 'Activer le streaming de la salle' }))
  await user.type(screen.getByLabelText('Clé de diffusion'), 'secret-key')
  expect(sessionStorage.getItem('draft:ada:creer')).toContain('Essai')
  expect(JSON.stringify({ ...sessionStorage })).not.toContain('secret-key')
  await user.keyboard('{Escape}')
  expect(screen.getByRole('alertdialog').textContent).toContain('Abandonner la saisie')
})
