import { streamReasons, type RoomView, type StreamReason, type StreamView } from '../api/shapes'
import type { Tone } from '../ui/Note'
import { isErased } from '../ui/person'

/** A text by its key in the locales, with what it is about. */
export interface Words {
  key: string
  params?: Record<string, string | number | Words>
}

/** How a stream is shown: one state of the server, worded. */
export interface StreamSight {
  tone: Tone
  line: Words
  /** What to do about it, or to know. */
  hint?: Words
  /** Something is under way, of itself. */
  progress?: boolean
  /** The one button (S63). */
  action?: 'STOP' | 'START' | 'RETRY'
  /** The request of that button or of the end that is not yet confirmed. */
  pending?: 'STOP' | 'START' | 'END'
  mayEnd?: boolean
  offersJoin?: boolean
  offersSettings?: boolean
}

/** How times are written; the caller knows language and now. */
export interface Clock {
  time: (instant: string) => string
  secondsUntil: (instant: string) => number
}

export function sightOf(room: RoomView, clock: Clock): StreamSight {
  const { stream } = room
  const open = room.status === 'OPEN'
  if (stream === null) {
    return open
      ? { tone: 'grey', line: { key: 'stream.idle' }, action: 'START' }
      : { tone: 'grey', line: { key: 'stream.off' } }
  }
  const sight = { ...byState(stream, clock), ...withPending(stream) }
  if (!open) {
    delete sight.action
    delete sight.pending
    delete sight.offersJoin
    sight.mayEnd = false
    if (room.status === 'CLOSED') sight.hint = { key: 'stream.off' }
  }
  return sight
}

function byState(stream: StreamView, clock: Clock): StreamSight {
  if (stream.run === null) return starting({ key: 'stream.requested' }) // asked for, not yet told of
  switch (stream.state) {
    case 'REQUESTED':
      return starting({ key: 'stream.requested' })
    case 'QUEUED':
      return starting({
        key: 'stream.queued',
        params: { running: stream.running ?? 0, slots: stream.slots ?? 0 },
      })
    case 'JOINING':
      return starting({ key: 'stream.joining' })
    case 'CONNECTING':
      return starting({ key: 'stream.connecting', params: { host: stream.host ?? '' } })
    case 'AWAITING_ADMISSION':
      return {
        tone: 'orange',
        line: { key: 'stream.awaitingAdmission' },
        action: 'STOP',
        offersJoin: true,
      }
    case 'LIVE':
      return {
        tone: 'green',
        line: { key: 'stream.live', params: { time: clock.time(stream.liveSince ?? stream.since) } },
        hint: { key: 'stream.delay' },
        action: 'STOP',
        mayEnd: true,
      }
    case 'PAUSED':
      return {
        tone: 'blue',
        line: signed('stream.paused', stream, clock),
        hint: { key: 'stream.pausedHint' },
        action: 'START',
        mayEnd: true,
      }
    case 'INTERRUPTED':
      return {
        tone: 'orange',
        line: {
          key: 'stream.interrupted',
          params: {
            what: { key: `stream.interruption.${interruption(stream.reason)}` },
            attempt: stream.attempt ?? 1,
            attempts: stream.attempts ?? 1,
            seconds: stream.retryAt === null ? 0 : clock.secondsUntil(stream.retryAt),
          },
        },
        action: 'STOP',
        mayEnd: true,
      }
    case 'STOPPING':
      return { tone: 'grey', line: { key: 'stream.stopping' }, progress: true }
    case 'ENDED':
      return ended(stream, clock)
  }
}

const interruptions = [
  'UNREACHABLE',
  'UNKNOWN_HOST',
  'CONNECTION_LOST',
  'KEY_REFUSED',
  'TLS',
  'WORKER_LOST',
] as const

function interruption(reason: string | null) {
  return interruptions.find((known) => known === reason) ?? 'CONNECTION_LOST'
}

function starting(line: Words): StreamSight {
  return { tone: 'grey', line, progress: true, action: 'STOP' }
}

function ended(stream: StreamView, clock: Clock): StreamSight {
  const reason = streamReasons.find((known) => known === stream.reason)
  switch (reason) {
    case undefined:
    case 'STOPPED_BY_USER':
      return { tone: 'grey', line: signed('stream.ended', stream, clock), action: 'START' }
    case 'ROOM_CLOSED':
    case 'MEETING_ENDED':
    case 'NO_MODERATOR':
    case 'NIGHTLY':
    case 'PAUSED_TOO_LONG':
      return {
        tone: 'grey',
        line: {
          key: 'stream.stoppedByRule',
          params: { why: { key: `stream.rule.${reason}` }, time: clock.time(stream.since) },
        },
        action: 'START',
      }
    case 'REFUSED_BY_MODERATOR':
      return { tone: 'orange', line: { key: 'stream.refused' }, action: 'START' }
    case 'NOT_ADMITTED':
    case 'UNREACHABLE':
    case 'UNKNOWN_HOST':
    case 'KEY_REFUSED':
    case 'HOST_NOT_ALLOWED':
    case 'TLS':
    case 'CONNECTION_LOST':
    case 'MEETING_PAGE_FAILED':
    case 'ENCODER_FAILED':
    case 'NO_PICTURE':
    case 'KEY_UNREADABLE':
    case 'WORKER_LOST':
      return {
        tone: 'red',
        line: {
          key: 'stream.failed',
          params: { why: { key: `stream.failure.${reason}` } },
        },
        hint: { key: `stream.remedy.${reason}` },
        action: 'RETRY',
        offersSettings: aboutSettings.has(reason),
      }
  }
}

const aboutSettings: ReadonlySet<StreamReason> = new Set<StreamReason>([
  'UNREACHABLE',
  'UNKNOWN_HOST',
  'KEY_REFUSED',
  'HOST_NOT_ALLOWED',
  'TLS',
  'KEY_UNREADABLE',
])

/** « … par Mme Diallo à 10:31 », or without the name where nobody did it. */
function signed(key: string, { by, since }: StreamView, clock: Clock): Words {
  const time = clock.time(since)
  return by === null
    ? { key, params: { time } }
    : { key: `${key}By`, params: { time, name: isErased(by) ? { key: 'person.erased' } : by.name } }
}

/** A request is pending while the state does not yet answer it. */
function withPending({ run, state, wanted }: StreamView): Pick<StreamSight, 'pending'> {
  if (run === null) return wanted === 'LIVE' ? {} : { pending: 'STOP' }
  const over = state === 'ENDED' || state === 'STOPPING'
  switch (wanted) {
    case 'LIVE':
      return state === 'PAUSED' || over ? { pending: 'START' } : {}
    case 'PAUSED':
      return state === 'PAUSED' || over ? {} : { pending: 'STOP' }
    case 'ENDED':
      return over ? {} : { pending: 'END' }
    case null:
      return {}
  }
}

/** Whether « Arrêter le stream » ends a live that viewers see, rather than pausing it or calling off its start. */
export function stopsForGood({ streaming, stream }: RoomView): boolean {
  return streaming?.onStop === 'DISCONNECT' && Boolean(stream?.liveSince)
}

/** The sign a room carries in the list; none while streaming is off (S9, S10). */
export function signOf(room: RoomView): { tone: Tone; key: string } | undefined {
  if (room.streaming === null) return undefined
  const enabled = { tone: 'grey', key: 'sign.streaming' } as const
  const { stream } = room
  if (stream === null || room.status !== 'OPEN') return enabled
  if (stream.run === null) return { tone: 'grey', key: 'sign.starting' }
  switch (stream.state) {
    case 'LIVE':
      return { tone: 'green', key: 'sign.live' }
    case 'PAUSED':
      return { tone: 'blue', key: 'sign.paused' }
    case 'AWAITING_ADMISSION':
      return { tone: 'orange', key: 'sign.awaitingAdmission' }
    case 'INTERRUPTED':
      return { tone: 'orange', key: 'sign.interrupted' }
    case 'REQUESTED':
    case 'QUEUED':
    case 'JOINING':
    case 'CONNECTING':
      return { tone: 'grey', key: 'sign.starting' }
    case 'STOPPING':
      return enabled
    case 'ENDED':
      return ended(stream, mute).tone === 'red'
        ? { tone: 'red', key: 'sign.failed' }
        : enabled
  }
}

const mute: Clock = { time: () => '', secondsUntil: () => 0 }

/** Seconds at which a countdown is read out; the others only tick. */
const READ_AT = [120, 60, 30, 10]

export function readOutAt(before: number | undefined, now: number): number | undefined {
  if (before === undefined) return now > 0 ? now : undefined
  return READ_AT.find((mark) => before > mark && now <= mark)
}
