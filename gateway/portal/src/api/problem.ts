import { serverNow } from '../ui/time'
import type { RoomView } from './shapes'

export interface FieldError {
  field: string
  message: string
  /** Which of several things in the field it is about, as it was sent. */
  value?: string | null
}

/** Why an answer is not what was asked for (RFC 9457), or why there was none. */
export class Problem extends Error {
  readonly status: number
  /** The last part of `urn:problem:…`, `unreachable` where no answer came. */
  readonly kind: string
  readonly detail: string | undefined
  readonly errors: FieldError[]
  /** What support needs to find this in the logs. */
  readonly code: string | undefined
  /** The room as it is now, where settings were stale. */
  readonly current: RoomView | undefined
  /** In how many seconds asking again may help, counted from `at`. */
  readonly retryAfter: number | undefined
  readonly at = serverNow()
  /** All that was said, for what only one screen knows how to read. */
  readonly body: Readonly<Record<string, unknown>>

  constructor(status: number, body: unknown = {}, retryAfter?: number) {
    const said = isObject(body) ? body : {}
    super(text(said.title) ?? `${status}`)
    this.status = status
    this.kind = text(said.type)?.replace(/^urn:problem:/, '') ?? (status === 0 ? 'unreachable' : '')
    this.detail = text(said.detail) ?? text(said.title)
    this.errors = Array.isArray(said.errors) ? said.errors.filter(isFieldError) : []
    this.code = text(said.code)
    this.current = isObject(said.current) ? (said.current as unknown as RoomView) : undefined
    this.retryAfter = retryAfter
    this.body = said
  }
}

export async function problemOf(response: Response): Promise<Problem> {
  const body: unknown = await response.json().catch(() => ({}))
  const retryAfter = Number(response.headers.get('Retry-After')) || undefined
  return new Problem(response.status, body, retryAfter)
}

/** The key of the sentence to show, where the server said none itself. */
export function wordingOf(problem: Problem): string {
  switch (problem.status) {
    case 0:
      return 'problem.unreachable'
    case 403:
      return 'problem.forbidden'
    case 404:
    case 410:
      return 'problem.notFound'
    case 409:
      return 'problem.conflict'
    case 429:
      return 'problem.tooMany'
    case 502:
    case 503:
    case 504:
      return 'problem.unavailable'
    default:
      return problem.body.unchanged === true ? 'problem.unchanged' : 'problem.unknown'
  }
}

/** What the server said of each field, by the last part of the field's name (`streaming.url` → `url`). */
export function fieldErrors(problem: Problem): Record<string, string> {
  return Object.fromEntries(
    problem.errors.map(({ field, message }) => [field.split('.').at(-1) ?? field, message]),
  )
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}

function isFieldError(value: unknown): value is FieldError {
  return isObject(value) && typeof value.field === 'string' && typeof value.message === 'string'
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}
