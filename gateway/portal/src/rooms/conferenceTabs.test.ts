import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { anOpenRoom, aRoom } from '../testing/fixtures'
import { release, reserve, settle, taken } from './conferenceTabs'

let tab: { document: Document; closed: boolean; opener: unknown; close: () => void }
let submitted: HTMLFormElement[]

beforeEach(() => {
  tab = {
    document: document.implementation.createHTMLDocument(),
    closed: false,
    opener: window,
    close: vi.fn(),
  }
  submitted = []
  vi.spyOn(window, 'open').mockReturnValue(tab as unknown as Window)
  vi.spyOn(HTMLFormElement.prototype, 'submit').mockImplementation(function (this: HTMLFormElement) {
    submitted.push(this)
  })
  document.cookie = 'XSRF-TOKEN=token'
})

afterEach(() => {
  release('room')
  vi.restoreAllMocks()
})

test('S26 the tab reserved at the click goes to the conference once the server says open', () => {
  expect(reserve('room', 'Maths 3B', 'Ouverture…')).toBe(true)
  settle([aRoom({ status: 'OPENING' })])
  expect(submitted).toHaveLength(0)
  settle([anOpenRoom()])
  const [form] = submitted
  expect(form?.method).toBe('post')
  expect(form?.getAttribute('action')).toBe('/api/v1/rooms/room/join')
  expect(form?.querySelector('input')?.value).toBe('token')
  expect(form?.target).toMatch(/^conference-room-/)
})

test('S26 while the server has not taken up the request, nothing is entered', () => {
  reserve('room', 'Maths 3B', 'Ouverture…')
  settle([aRoom()])
  expect(tab.close).not.toHaveBeenCalled()
  taken('room')
  settle([anOpenRoom()])
  expect(submitted).toHaveLength(1)
})

test('S26 an opening that came to nothing closes the tab', () => {
  reserve('room', 'Maths 3B', 'Ouverture…')
  settle([aRoom({ status: 'OPENING' })])
  settle([aRoom()])
  expect(tab.close).toHaveBeenCalled()
  settle([anOpenRoom()])
  expect(submitted).toHaveLength(0)
})

test('a tab that was blocked is said to be', () => {
  vi.mocked(window.open).mockReturnValue(null)
  expect(reserve('room', 'Maths 3B', 'Ouverture…')).toBe(false)
})

test('the conference cannot reach back into the portal', () => {
  reserve('room', 'Maths 3B', 'Ouverture…')
  expect(tab.opener).toBeNull()
})
