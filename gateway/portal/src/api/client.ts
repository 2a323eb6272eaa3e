import i18next from 'i18next'
import createClient, { type Middleware } from 'openapi-fetch'
import { signIn } from '../session/signIn'
import { csrfToken } from './csrf'
import { Problem, problemOf } from './problem'
import { noteServerTime } from '../ui/time'
import type { paths } from './schema'
import type { paths as StreamPaths } from './streams'

const manners: Middleware = {
  onRequest({ request }) {
    request.headers.set('Accept-Language', i18next.language)
    if (request.method !== 'GET') {
      const token = csrfToken()
      if (token !== undefined) request.headers.set('X-XSRF-TOKEN', token)
    }
    return request
  },
  async onResponse({ response }) {
    noteServerTime(response.headers.get('Date'))
    if (response.status === 401) signIn()
    if (!response.ok) throw await problemOf(response)
  },
  onError() {
    return new Problem(0)
  },
}

export const api = createClient<paths & StreamPaths>({
  baseUrl: `${location.origin}/`,
  fetch: (request) => fetch(request),
})
api.use(manners)

/** The answer's body, or the problem thrown: what queries and mutations want. */
export async function answer<T>(call: Promise<{ data?: T }>): Promise<T> {
  return (await call).data as T
}

/**
 * Keys for requests that must not act twice: what is sent again unchanged carries the same key, so that
 * a double click or a second try after a lost answer is one act.
 */
export function idempotencyKeys(): (body: unknown) => { 'Idempotency-Key': string } {
  let last: string | undefined
  let key = ''
  return (body) => {
    const content = JSON.stringify(body)
    if (content !== last) {
      last = content
      key = crypto.randomUUID()
    }
    return { 'Idempotency-Key': key }
  }
}
