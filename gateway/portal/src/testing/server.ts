import { afterEach, beforeEach, vi } from 'vitest'

type Answer = (request: Request) => unknown

/** Answers by method and path; what is asked beyond them is not found. Each request is kept. */
export function aServer(answers: Record<string, Answer | object>) {
  const asked: { what: string; query: URLSearchParams; body: unknown; headers: Headers }[] = []
  const now: Record<string, Answer | object> = {}
  beforeEach(() => {
    asked.length = 0
    for (const each of Object.keys(now)) delete now[each]
    Object.assign(now, answers)
    vi.spyOn(globalThis, 'fetch').mockImplementation(async (input) => {
      const request = input as Request
      const url = new URL(request.url, 'http://localhost')
      const what = `${request.method} ${url.pathname}`
      const text = request.method === 'GET' ? '' : await request.clone().text()
      asked.push({
        what,
        query: url.searchParams,
        body: text === '' ? undefined : JSON.parse(text),
        headers: request.headers,
      })
      const found = now[what]
      if (found === undefined) return Response.json({ title: 'Rien ici' }, { status: 404 })
      const said: unknown = typeof found === 'function' ? await (found as Answer)(request) : found
      if (said instanceof Response) return said
      return said === undefined ? new Response(null, { status: 204 }) : Response.json(said)
    })
  })
  afterEach(() => vi.restoreAllMocks())
  return {
    /** Answers otherwise from now on, within one test. */
    answers: (more: Record<string, Answer | object>) => void Object.assign(now, more),
    asked: (what: string) => asked.filter((each) => each.what === what),
  }
}

export function aProblem(status: number, body: object): Response {
  return Response.json(body, { status })
}
