import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { render } from '@testing-library/react'
import type { ReactElement } from 'react'
import { MemoryRouter } from 'react-router'
import type { DoorView, GuestDoorView, Me, RoomView, StreamView } from '../api/shapes'
import type { Session } from '../session/session'
import { News } from '../ui/News'

export const ADA = { id: 'ada', name: 'Ada Diallo' }
export const BRUNO = { id: 'bruno', name: 'Bruno Petit' }
export const SCHOOL = { id: '0750001A', name: 'Collège Jean Moulin' }
export const TEN = '2026-03-02T09:04:00Z' // 10:04 in Paris

export function aRoom(differences: Partial<RoomView> = {}): RoomView {
  return {
    id: 'room',
    version: 1,
    settingsVersion: 1,
    name: 'Maths 3B',
    role: 'OWNER',
    owner: ADA,
    status: 'CLOSED',
    opening: null,
    failure: null,
    waiting: 0,
    waitingRoom: false,
    streaming: null,
    stream: null,
    establishment: SCHOOL,
    access: { policy: 'ESTABLISHMENT', groups: [] },
    guests: null,
    shares: { people: 0, groups: 0, version: 0 },
    link: 'http://localhost:8080/salles/room/rejoindre',
    lastUsedAt: null,
    ...differences,
  }
}

export function anOpenRoom(differences: Partial<RoomView> = {}): RoomView {
  return aRoom({
    status: 'OPEN',
    opening: { id: 'opening', by: ADA, requestedAt: TEN, openedAt: TEN, people: 23, moderators: 2 },
    ...differences,
  })
}

export const streaming: RoomView['streaming'] = {
  url: 'rtmps://tube.example.org:1936/live',
  host: 'tube.example.org',
  keyStored: true,
  onStop: 'PAUSE',
}

export function aStream(differences: Partial<StreamView> = {}): StreamView {
  return {
    run: 'run',
    state: 'LIVE',
    wanted: null,
    since: TEN,
    liveSince: null,
    reason: null,
    by: null,
    attempt: null,
    attempts: null,
    retryAt: null,
    stopsAt: null,
    running: null,
    slots: null,
    host: 'tube.example.org',
    ...differences,
  }
}

export function aDoor(differences: Partial<DoorView> = {}): DoorView {
  return {
    id: 'room',
    version: 1,
    name: 'Maths 3B',
    role: 'PARTICIPANT',
    status: 'CLOSED',
    waitingRoom: false,
    streamed: false,
    mayEnter: true,
    waiting: 1,
    full: null,
    access: { policy: 'ESTABLISHMENT', groups: [] },
    owner: null,
    ...differences,
  }
}

export function aGuestDoor(differences: Partial<GuestDoorView> = {}): GuestDoorView {
  return {
    name: 'Maths 3B',
    establishment: SCHOOL.name,
    status: 'CLOSED',
    admission: 'BY_MODERATOR',
    streamed: false,
    codeNeeded: false,
    full: null,
    version: 1,
    ...differences,
  }
}

export const anAccount: Me = {
  ...ADA,
  profile: 'TEACHER',
  establishments: [{ ...SCHOOL, publicLinks: true }],
  referentOf: [],
  mayCreate: true,
  mayStream: true,
  admin: false,
}

/** Renders as within the portal: with its address, its data and its toasts. */
export function show(element: ReactElement, address = '/salles/room', account: Partial<Me> = {}) {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } })
  const me = { ...anAccount, ...account }
  client.setQueryData<Me>(['me'], me)
  client.setQueryData<Session>(['session'], { id: me.id, name: me.name })
  const within = (shown: ReactElement) => (
    <QueryClientProvider client={client}>
      <MemoryRouter initialEntries={[address]}>
        {shown}
        <News />
      </MemoryRouter>
    </QueryClientProvider>
  )
  const { rerender, ...rest } = render(within(element))
  return { ...rest, client, again: (next: ReactElement) => rerender(within(next)) }
}
