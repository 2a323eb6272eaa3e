// What the services answer, as far as the portal reads it.
type Json<T> = { headers: { [name: string]: unknown }; content: { 'application/json': T } }
type Nothing = { headers: { [name: string]: unknown }; content?: never }
type Body<T> = { content: { 'application/json': T } }
type Room = { path: { id: string } }

type Operation<P extends { query?: unknown; path?: unknown }, B, S extends number, A> = {
  parameters: { query?: P['query']; header?: never; path: P['path']; cookie?: never }
  requestBody: B
  responses: { [status in S]: A }
}

type Path<O> = { parameters: { query?: never; header?: never; path?: never; cookie?: never } } & O

export interface paths {
  '/api/v1/me': Path<{ get: Operation<{ path?: never }, undefined, 200, Json<schemas['Me']>> }>
  '/api/v1/rooms': Path<{
    get: Operation<{ path?: never }, undefined, 200, Json<{ rooms: schemas['RoomView'][] }>>
    post: Operation<{ path?: never }, Body<schemas['RoomSettings']>, 201, Json<schemas['RoomView']>>
  }>
  '/api/v1/rooms/{id}': Path<{
    get: Operation<{ path: Room['path'] }, undefined, 200, Json<schemas['RoomView']>>
    put: Operation<
      { path: Room['path'] },
      Body<schemas['RoomSettings'] & { settingsVersion: number }>,
      200,
      Json<schemas['RoomView']>
    >
    delete: Operation<{ path: Room['path'] }, undefined, 204, Nothing>
  }>
  '/api/v1/rooms/{id}/opening': Path<{
    put: Operation<{ path: Room['path'] }, undefined, 200, Json<schemas['RoomView']>>
    delete: Operation<{ path: Room['path'] }, undefined, 200, Json<schemas['RoomView']>>
  }>
  '/api/v1/rooms/{id}/stream': Path<{
    put: Operation<
      { path: Room['path'] },
      Body<{ wanted: schemas['StreamWish'] }>,
      202,
      Json<schemas['RoomView']>
    >
  }>
  '/api/v1/rooms/{id}/door': Path<{
    get: Operation<{ path: Room['path'] }, undefined, 200, Json<schemas['DoorView']>>
  }>
  '/api/v1/rooms/{id}/shares': Path<{
    get: Operation<{ path: Room['path'] }, undefined, 200, Json<{ shares: schemas['ShareView'][] }>>
    put: Operation<
      { path: Room['path'] },
      Body<{ shares: schemas['Share'][] }>,
      200,
      Json<schemas['RoomView']>
    >
  }>
  '/api/v1/directory': Path<{
    get: Operation<
      { query: { search: string }; path?: never },
      undefined,
      200,
      Json<schemas['DirectoryResults']>
    >
  }>
  '/api/v1/rooms/{id}/invitations': Path<{
    get: Operation<
      { path: Room['path'] },
      undefined,
      200,
      Json<{ invitations: schemas['InvitationView'][] }>
    >
    post: Operation<
      { path: Room['path'] },
      Body<schemas['Invitation']>,
      202,
      Json<schemas['InvitationView']>
    >
  }>
}

export interface components {
  schemas: schemas
}

interface schemas {
  Person: { id: string; name: string }
  Me: {
    id: string
    name: string
    establishments: string[]
    mayCreate: boolean
    admin: boolean
  }
  OnStop: 'PAUSE' | 'DISCONNECT'
  RoomSettings: {
    name: string
    waitingRoom: boolean
    streaming: null | { url: string; key: string | null; onStop: schemas['OnStop'] }
  }
  RoomView: {
    id: string
    version: number
    settingsVersion: number
    name: string
    role: 'OWNER' | 'MANAGER' | 'MODERATOR'
    owner: schemas['Person']
    status: 'CLOSED' | 'OPENING' | 'OPEN' | 'CLOSING'
    opening: null | {
      id: string
      by: schemas['Person']
      requestedAt: string
      openedAt: null | string
      people: null | number
      moderators: null | number
    }
    failure: null | { reason: 'UNREACHABLE' | 'REFUSED' | 'NO_SERVER' | 'CANCELLED'; at: string }
    waitingRoom: boolean
    streaming: null | {
      url: null | string
      host: string
      keyStored: boolean
      onStop: schemas['OnStop']
    }
    stream: null | schemas['StreamView']
    shares: { people: number; groups: number }
    link: string
    lastUsedAt: null | string
  }
  StreamWish: 'LIVE' | 'PAUSED' | 'ENDED'
  StreamView: {
    run: string
    state:
      | 'REQUESTED'
      | 'QUEUED'
      | 'JOINING'
      | 'AWAITING_ADMISSION'
      | 'CONNECTING'
      | 'LIVE'
      | 'PAUSED'
      | 'INTERRUPTED'
      | 'STOPPING'
      | 'ENDED'
    wanted: null | schemas['StreamWish']
    since: string
    liveSince: null | string
    reason: null | schemas['StreamReason']
    by: null | schemas['Person']
    attempt: null | number
    attempts: null | number
    retryAt: null | string
    stopsAt: null | string
    running: null | number
    slots: null | number
    host: string
  }
  StreamReason:
    | 'STOPPED_BY_USER'
    | 'ROOM_CLOSED'
    | 'MEETING_ENDED'
    | 'NO_MODERATOR'
    | 'NIGHTLY'
    | 'PAUSED_TOO_LONG'
    | 'REFUSED_BY_MODERATOR'
    | 'NOT_ADMITTED'
    | 'UNREACHABLE'
    | 'UNKNOWN_HOST'
    | 'KEY_REFUSED'
    | 'HOST_NOT_ALLOWED'
    | 'TLS'
    | 'CONNECTION_LOST'
    | 'MEETING_PAGE_FAILED'
    | 'ENCODER_FAILED'
    | 'NO_PICTURE'
    | 'KEY_UNREADABLE'
    | 'WORKER_LOST'
  DoorView: {
    id: string
    name: string
    status: schemas['RoomView']['status']
    waitingRoom: boolean
    streamed: boolean
    role: 'OWNER' | 'MANAGER' | 'MODERATOR' | 'PARTICIPANT'
  }
  Share: { kind: 'PERSON' | 'GROUP'; id: string; role: 'MANAGER' | 'MODERATOR' }
  ShareView: schemas['Share'] & { name: string }
  DirectoryResults: {
    people: { id: string; name: string; profile: string; establishment: string }[]
    groups: { id: string; name: string; size: number }[]
  }
  Invitation: {
    recipients: { kind: 'PERSON' | 'GROUP'; id: string }[]
    subject: string
    body: string
  }
  InvitationView: {
    id: string
    recipients: {
      id: string
      name: string
      status: 'PENDING' | 'DELIVERED' | 'FAILED'
      reason?: null | string
    }[]
  }
}
