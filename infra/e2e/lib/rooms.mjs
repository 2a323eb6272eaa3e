// Rooms made through the API, for stories that are about something else.

import { as, eventually } from './platform.mjs'

/** A room of a person's: `{api, id, view(), open(), close(), streamWanted(wanted), reaches(status), streams(state)}`. */
export async function aRoom(person, settings = {}) {
  const api = await as(person)
  const made = await api('POST', '/api/v1/rooms', { name: 'Salle', waitingRoom: false, streaming: null, ...settings })
  if (made.status !== 201) throw new Error(`no room: ${made.status} ${made.text}`)
  const { id } = made.json
  const path = `/api/v1/rooms/${id}`
  const view = async () => (await api('GET', path)).json
  const reaches = (status, options) =>
    eventually(`the room is ${status}`, async () => {
      const now = await view()
      return now?.status === status ? now : null
    }, options)
  const streams = (state, options) =>
    eventually(`the stream is ${state}`, async () => {
      const now = await view()
      return now?.stream?.state === state ? now : null
    }, options)
  return {
    api,
    id,
    view,
    reaches,
    streams,
    open: () => api('PUT', `${path}/opening`),
    close: () => api('DELETE', `${path}/opening`),
    streamWanted: (wanted) => api('PUT', `${path}/stream`, { wanted }),
  }
}

/** The streaming settings of a room that streams to a live of the stand-in. */
export const to = (live, onStop = 'PAUSE') => ({ streaming: { url: live.url, key: live.key, onStop } })

/** Follows a person's way into the conference, as a browser would: the signed link, not followed. */
export async function joinLink(person, roomId) {
  const api = await as(person)
  const pass = await api('POST', `/api/v1/rooms/${roomId}/join`)
  if (pass.status !== 303) throw new Error(`join answered ${pass.status} ${pass.text}`)
  const location = pass.headers.get('location')
  if (!location.includes('/api/v1/entry')) return { waiting: location }
  const entry = await fetch(location, { redirect: 'manual' })
  return { pass: location, status: entry.status, link: entry.headers.get('location'), headers: entry.headers }
}
