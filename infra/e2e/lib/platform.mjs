// Where the platform under test listens, and what it lets a test ask from outside.

const offset = Number(process.env.WEBCONFERENCE_PORT_OFFSET ?? 0)

export const portal = `http://localhost:${8080 + offset}`
export const signIn = `http://localhost:${8090 + offset}`
export const simulator = `http://localhost:${8091 + offset}`
export const standIn = `http://localhost:${8092 + offset}`
export const mailbox = `http://localhost:${8093 + offset}`
export const smtp = 2525 + offset

/** An access token of the local sign-in, as `infra/token` prints it. */
export async function tokenOf(person) {
  const answer = await fetch(`${signIn}/dev/token/${person}`, { method: 'POST' })
  if (!answer.ok) throw new Error(`no token for ${person}: ${answer.status}`)
  return (await answer.json()).access_token
}

/** Speaks to the API as a script would: through the gateway, with a bearer token. */
export async function as(person) {
  const token = await tokenOf(person)
  return async (method, path, body, headers = {}) => {
    const answer = await fetch(portal + path, {
      method,
      redirect: 'manual',
      headers: {
        Authorization: `Bearer ${token}`,
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
        ...headers,
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    })
    const text = await answer.text()
    const json = /json/.test(answer.headers.get('content-type') ?? '') && text ? JSON.parse(text) : null
    return { status: answer.status, headers: answer.headers, json, text }
  }
}

/** Asks again and again until the answer is truthy, and says what it was last when it never is. */
export async function eventually(what, ask, { within = 20_000, every = 200 } = {}) {
  const deadline = Date.now() + within
  let last
  for (;;) {
    try {
      last = await ask()
      if (last) return last
    } catch (e) {
      last = e
    }
    if (Date.now() > deadline) {
      throw new Error(`${what}: not within ${within} ms; last: ${last instanceof Error ? last.message : JSON.stringify(last)}`)
    }
    await new Promise((resolve) => setTimeout(resolve, every))
  }
}

/** A live on the PeerTube stand-in: `{id, url, key, watch}`. */
export async function aLive({ permanent = true, private: isPrivate = false } = {}) {
  const answer = await fetch(`${standIn}/api/stand-in/lives`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ permanent, private: isPrivate }),
  })
  if (!answer.ok) throw new Error(`the stand-in made no live: ${answer.status} ${await answer.text()}`)
  return answer.json()
}

/** What the stand-in knows of a live: its state and its sessions with their recordings. */
export async function live(id) {
  return (await fetch(`${standIn}/api/stand-in/lives/${id}`)).json()
}
