import { focusManager } from '@tanstack/react-query'
import { act, fireEvent, screen } from '@testing-library/react'
import { Route, Routes } from 'react-router'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { RoomView } from '../api/shapes'
import { heard } from '../live/freshness'
import { Shell } from '../shell/Shell'
import { ADA, anAccount, anOpenRoom, aRoom, show, TEN } from '../testing/fixtures'
import { release } from './conferenceTabs'
import RoomsPage from './RoomsPage'

const requested = { id: 'opening', by: ADA, requestedAt: TEN, openedAt: null, people: 0, moderators: 0 }
const openingRoom = aRoom({ version: 2, status: 'OPENING', opening: requested })

let rooms: RoomView[]
let answer: () => Response | Promise<Response>
let line: ReadableStreamDefaultController<Uint8Array> | undefined
let tab: { document: Document; closed: boolean; opener: unknown; close: () => void }

beforeEach(() => {
  vi.useFakeTimers()
  vi.setSystemTime(TEN)
  heard()
  rooms = [aRoom()]
  answer = () => {
    rooms = [openingRoom]
    return Response.json(openingRoom)
  }
  line = undefined
  tab = {
    document: document.implementation.createHTMLDocument(),
    closed: false,
    opener: window,
    close: vi.fn(),
  }
  vi.stubGlobal('matchMedia', () => ({ matches: false }))
  vi.stubGlobal('scrollTo', () => {})
  vi.spyOn(window, 'open').mockReturnValue(tab as unknown as Window)
  vi.spyOn(HTMLFormElement.prototype, 'submit').mockImplementation(() => {})
  vi.spyOn(globalThis, 'fetch').mockImplementation((input, init) => {
    if (!(input instanceof Request)) {
      const start = (controller: ReadableStreamDefaultController<Uint8Array>) => {
        line = controller
        init?.signal?.addEventListener('abort', () => controller.error(new Error('hung up')))
      }
      return Promise.resolve(new Response(new ReadableStream({ start })))
    }
    if (input.method === 'PUT') return Promise.resolve(answer())
    const { pathname } = new URL(input.url)
    if (pathname === '/api/v1/me') return Promise.resolve(Response.json(anAccount))
    return Promise.resolve(
      Response.json(
        pathname === '/api/v1/rooms'
          ? { rooms }
          : { openings: [], shares: [], requests: [], more: false, owner: {} },
      ),
    )
  })
})

afterEach(() => {
  release('room')
  focusManager.setFocused(undefined)
  vi.useRealTimers()
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

const pass = (milliseconds: number) => act(() => vi.advanceTimersByTimeAsync(milliseconds))
const push = (room: RoomView) =>
  line?.enqueue(new TextEncoder().encode(`event: room\ndata: ${JSON.stringify(room)}\n\n`))
const soon = (expectation: () => void) => act(() => vi.waitFor(expectation))
const entered = () =>
  vi.mocked(HTMLFormElement.prototype.submit).mock.contexts.map((form) => (form as HTMLFormElement).action)

/** « Ouvrir la salle », and off to another page. */
async function openAndLeave() {
  show(
    <Shell>
      <Routes>
        <Route path="salles/:id?" element={<RoomsPage />} />
        <Route path="aide" element={<h1>Comment faire</h1>} />
      </Routes>
    </Shell>,
  )
  await pass(10)
  fireEvent.click(screen.getByRole('button', { name: 'Ouvrir la salle' }))
  await pass(10)
  fireEvent.click(screen.getByRole('link', { name: 'Aide' }))
  await pass(10)
  expect(screen.getByRole('heading', { name: 'Comment faire' })).toBeTruthy()
}

test('ux 2 the reserved tab goes to the conference though one has left for another page meanwhile', async () => {
  await openAndLeave()
  expect(entered()).toEqual([])
  push(anOpenRoom({ version: 3 }))
  await soon(() => expect(entered()).toEqual([expect.stringMatching(/\/api\/v1\/rooms\/room\/join$/)]))
})

test('ux 2 so it does where push is held back, with the reserved tab in front of the portal’s', async () => {
  await openAndLeave()
  focusManager.setFocused(false)
  rooms = [anOpenRoom({ version: 3 })]
  await pass(70_000)
  expect(entered()).toHaveLength(1)
})

test('ux 2 an opening that comes to nothing after one has left closes the reserved tab', async () => {
  await openAndLeave()
  push(aRoom({ version: 3, failure: { reason: 'REFUSED', at: TEN } }))
  await soon(() => expect(tab.close).toHaveBeenCalled())
})

test('ux 2 so does one that is refused only then', async () => {
  let refuse: (refusal: Response) => void = () => {}
  answer = () => new Promise((resolve) => (refuse = resolve))
  await openAndLeave()
  expect(tab.close).not.toHaveBeenCalled()
  refuse(Response.json({ type: 'urn:problem:establishment-full', title: 'Non' }, { status: 409 }))
  await pass(10)
  expect(tab.close).toHaveBeenCalled()
})
