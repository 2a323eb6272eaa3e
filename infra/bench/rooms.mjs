// The list of rooms and the open screens, measured on a gateway and a room-service of their own that
// use a running platform's database, broker and sign-in. For the list, who is measured is warmed on both
// cores and measured on core 0, PostgreSQL too, and in turn on both; who measures runs on core 1.

import { execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, openSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import http from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { setTimeout as pause } from 'node:timers/promises'
import { eventually, portal, signIn, tokenOf } from '../e2e/lib/platform.mjs'

const root = new URL('../../', import.meta.url).pathname
const data = process.env.WEBCONFERENCE_DATA ?? join(root, 'infra/local/data')
const wanted = process.argv.slice(2)
const asked = (name) => wanted.length === 0 || wanted.includes(name)
const seconds = Number(process.env.SECONDS_EACH ?? 5)
const turns = Number(process.env.TURNS ?? 7)
const warmUp = Number(process.env.WARM_UP ?? 20)
const rooms = Number(process.env.ROOMS ?? 20)
const others = Number(process.env.OTHERS ?? 1_000_000)
const callers = 8
const person = 'ada'
const scratch = mkdtempSync(join(tmpdir(), 'bench-rooms-'))
const gatewayPort = 18_080
const roomPort = 18_081

const quantile = (values, q) => {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.ceil(q * sorted.length) - 1)]
}
const ms = (v) => `${v.toFixed(1)} ms`
const row = (what, ...figures) => console.log(`${what.padEnd(62)} ${figures.join('  ')}`)

// ---- What is measured

const pidOf = (program) => Number(readFileSync(join(data, 'run', `${program}.pid`), 'utf8'))

function environmentOf(program) {
  const text = readFileSync(`/proc/${pidOf(program)}/environ`, 'utf8')
  return Object.fromEntries(
    text.split('\0').filter(Boolean).map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]),
  )
}

function jarOf(program) {
  const folder = join(root, program, 'target/extracted')
  return join(folder, readdirSync(folder).find((name) => name.endsWith('.jar')))
}

const started = []

/** A service as in production: both compilers, and no narrow heap. */
async function service(program, port, different, flags = []) {
  const log = join(scratch, `${program}-${started.length}.log`)
  writeFileSync(log, '')
  const out = openSync(log, 'a')
  const child = spawn(
    'taskset',
    ['-c', '0,1', `${process.env.JAVA_HOME}/bin/java`, '-Xmx512m', '-XX:+UseSerialGC', '-XX:+UseCompactObjectHeaders', ...flags, '-jar', jarOf(program)],
    { env: { ...environmentOf(program), SERVER_PORT: String(port), MANAGEMENT_PORT: String(port), ...different }, stdio: ['ignore', out, out] },
  )
  const running = { child, log, port, pid: child.pid }
  started.push(running)
  await eventually(`${program} is up (see ${log})`, async () => {
    if (child.exitCode !== null) return true
    const health = await fetch(`http://127.0.0.1:${port}/actuator/health/readiness`)
    return health.ok
  }, { within: 120_000, every: 500 })
  if (child.exitCode !== null) throw new Error(`${program} did not start: ${log}`)
  return running
}

async function stop(running, signal = 'SIGTERM') {
  const gone = new Promise((resolve) => running.child.once('exit', resolve))
  if (running.child.exitCode === null && running.child.signalCode === null) {
    running.child.kill(signal)
    await gone
  }
}

const wide = {
  LIMITS_PERSON: '10000000/1m',
  LIMITS_CHANGES: '1000000/1m',
  LIMITS_ROOMCHANGES: '100000000/1m',
  LIMITS_ROOMJOINS: '100000000/1m',
  LIMITS_VISITORS: '100000000/1m',
  ROUTES_STREAMSEACH: '100000',
  ROUTES_STREAMSATMOST: '100000',
}

const roomService = (flags) => service('room-service', roomPort, {}, flags)
const gateway = () => service('gateway', gatewayPort, { ...wide, ROOM_URL: `http://127.0.0.1:${roomPort}` })

// ---- The database

const environment = environmentOf('room-service')
const database = new URL(environment.DATABASE_URL.replace('jdbc:', ''))
const login = [
  '-h', database.hostname, '-p', database.port, '-U', environment.SPRING_FLYWAY_USER ?? environment.DATABASE_USER,
]
const databaseName = database.pathname.slice(1)
const withPassword = { env: { ...process.env, PGPASSWORD: environment.SPRING_FLYWAY_PASSWORD ?? environment.DATABASE_PASSWORD } }

const superuser = { user: 'postgres', password: () => readFileSync(join(data, 'secrets/database-postgres'), 'utf8').trim() }

function sql(text, { user, password } = {}) {
  const as = user ? [...login, '-U', user] : login
  return execFileSync('psql', [...as, '-d', databaseName, '-XqAt', '-v', 'ON_ERROR_STOP=1', '-c', text], {
    env: { ...withPassword.env, ...(password && { PGPASSWORD: password() }) },
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  }).trim()
}

/** All threads of a process, and those to come. */
function pin(pid, core) {
  execFileSync('taskset', ['-acp', core, String(pid)], { stdio: 'ignore' })
}

/** PostgreSQL's own processes on a core; those to come are its children. */
function pinDatabase(core) {
  const pid = pidOf('postgresql')
  pin(pid, core)
  for (const child of execFileSync('pgrep', ['-P', String(pid)], { encoding: 'utf8' }).split('\n').filter(Boolean)) {
    try {
      pin(child, core)
    } catch {
      // gone meanwhile
    }
  }
}

/** More rooms like one that exists, whatever columns rooms have. */
function copies(room, times, owner, group) {
  const different = {
    id: 'gen_random_uuid()',
    owner,
    opening: 'null',
    status: `'CLOSED'`,
    name: `'Salle ' || n`,
    last_used_at: `now() - n * interval '1 hour'`,
  }
  const columns = sql(`select attname from pg_attribute where attrelid = 'rooms'::regclass and attnum > 0 and not attisdropped`).split('\n')
  sql(`
    with made as (
      insert into rooms (${columns.join(', ')})
      select ${columns.map((column) => different[column] ?? `r.${column}`).join(', ')}
      from rooms r, generate_series(1, ${times}) n where r.id = '${room}'
      returning id)
    insert into shares (room, kind, subject, role)
    select id, 'GROUP', ${group}, 'MODERATOR' from made
    union all select id, 'PERSON', 'person-' || (random() * 200000)::int, 'MANAGER' from made
    union all select id, 'PERSON', 'person-' || (200001 + random() * 200000)::int, 'MODERATOR' from made`)
}

// ---- Somebody signed in

/** The cookies of a sign-in, gone through as a browser does. */
async function session() {
  const jars = new Map()
  const jar = (url) => {
    const { host } = new URL(url)
    if (!jars.has(host)) jars.set(host, new Map())
    return jars.get(host)
  }
  const ask = async (url, options = {}) => {
    const mine = jar(url)
    const answer = await fetch(url, {
      redirect: 'manual',
      ...options,
      headers: { Accept: 'text/html', Cookie: [...mine].map(([k, v]) => `${k}=${v}`).join('; '), ...options.headers },
    })
    for (const line of answer.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line)
      mine.set(name, value)
    }
    return { status: answer.status, next: answer.headers.get('location'), text: await answer.text() }
  }
  let url = `${portal}/oauth2/authorization/portal`
  for (let step = 0; step < 12; step++) {
    let answer = await ask(url)
    if (url.startsWith(`${signIn}/sign-in`) && answer.status === 200) {
      answer = await ask(url, {
        method: 'POST',
        body: new URLSearchParams({ username: person, password: 'demo', _csrf: /name="_csrf" value="([^"]+)"/.exec(answer.text)[1] }),
      })
    }
    if (answer.next === null) break
    url = new URL(answer.next, url).href
  }
  const cookie = `SESSION=${jar(portal).get('SESSION')}`
  const signedIn = await fetch(`${portal}/session`, { headers: { Cookie: cookie } })
  if (!signedIn.ok) throw new Error(`not signed in: ${signedIn.status}, last at ${url}`)
  return cookie
}

// ---- Load

/** How many lists a second so many callers get, each asking again when it has its answer. */
async function load(port, headers, forSeconds) {
  const agent = new http.Agent({ keepAlive: true, maxSockets: callers })
  const times = []
  const end = performance.now() + forSeconds * 1000
  let bytes = 0
  let refused = 0
  const one = () =>
    new Promise((resolve, reject) => {
      const began = performance.now()
      http.get({ host: '127.0.0.1', port, path: '/api/v1/rooms', agent, headers: { Accept: 'application/json', ...headers } }, (answer) => {
        let length = 0
        answer.on('data', (chunk) => (length += chunk.length))
        answer.on('end', () => {
          if (answer.statusCode === 503) return resolve(refused++) // cold, or too many at once: it says so
          if (answer.statusCode !== 200) return reject(new Error(`answered ${answer.statusCode}`))
          bytes = length
          times.push(performance.now() - began)
          resolve()
        })
      }).on('error', reject)
    })
  const began = performance.now()
  await Promise.all(
    Array.from({ length: callers }, async () => {
      while (performance.now() < end) await one()
    }),
  )
  const took = (performance.now() - began) / 1000
  agent.destroy()
  return { rate: times.length / took, p50: quantile(times, 0.5), p99: quantile(times, 0.99), bytes, refused }
}

function pgbench(script) {
  const output = execFileSync(
    'pgbench',
    [...login, '-n', '-M', 'prepared', '-c', String(callers), '-j', '1', '-T', String(seconds), ...script.variables, '-f', script.file, databaseName],
    { ...withPassword, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] },
  )
  return {
    rate: Number(/tps = ([\d.]+)/.exec(output)[1]),
    latency: Number(/latency average = ([\d.]+)/.exec(output)[1]),
  }
}

/**
 * What one look at the list asks of PostgreSQL, as PostgreSQL tells it in its log: the transactions, and what is
 * asked without one, each statement with its parameters, written for pgbench. Variables carry the parameters, so that pgbench prepares
 * the same statements as the service.
 */
async function pageForPgbench(token) {
  sql(`alter role ${environment.DATABASE_USER} set log_min_duration_statement = 0`, superuser)
  try {
    const talkative = await service('room-service', roomPort, {})
    const list = () => fetch(`http://127.0.0.1:${roomPort}/api/v1/rooms`, { headers: { Authorization: `Bearer ${token}` } })
    for (let i = 0; i < 20; i++) await (await list()).text() // so that statements are prepared, and people are known
    const log = join(data, 'log/platform.log')
    const before = readFileSync(log).length
    await (await list()).text()
    await pause(1000)
    await stop(talkative)
    return transactionsIn(readFileSync(log).subarray(before).toString('utf8'))
      .filter(({ statements }) => !statements.some(({ text }) => /\b(audit|outbox|doorsteps|scheduled_tasks)\b/.test(text)))
  } finally {
    sql(`alter role ${environment.DATABASE_USER} reset log_min_duration_statement`, superuser)
  }
}

/** The transactions of a log, from `begin` to `commit`; and reading without one: `{begin, statements: [{text, parameters}]}`. */
function transactionsIn(log) {
  const entries = []
  for (const line of log.split('\n').filter((l) => l.startsWith('postgresql'))) {
    const said = line.slice(line.indexOf('|') + 2)
    const [, pid, kind, text] = /^\S+ \S+ UTC \[(\d+)\] (\w+): {2}(.*)$/.exec(said) ?? []
    if (kind) entries.push({ pid, kind, text })
    else if (entries.length > 0) entries.at(-1).text += `\n${said.trim()}`
  }
  const open = new Map()
  const whole = []
  let executed // the statement whose parameters come next; those of a bind are told too, and come again
  for (const { pid, kind, text } of entries) {
    const statement = /^duration: \S+ ms {2}(?:statement|execute [^:]+): ([^]*)$/.exec(text)?.[1].trim()
    const mine = open.get(pid)
    if (kind === 'DETAIL' && executed) {
      executed.parameters = [...text.matchAll(/\$\d+ = (?:NULL|'((?:[^']|'')*)')/g)].map(([, v]) => v?.replaceAll("''", "'"))
    }
    executed = undefined
    if (/^begin\b/i.test(statement)) open.set(pid, { begin: statement, statements: [] })
    else if (/^commit$/i.test(statement) && mine) {
      whole.push(mine)
      open.delete(pid)
    } else if (mine ? statement : /^(select|with)\b/i.test(statement)) {
      executed = { text: statement, parameters: [] }
      if (mine) mine.statements.push(executed)
      else whole.push({ statements: [executed] })
    }
  }
  return whole
}

/** The script and the variables of `pgbench` for these transactions. */
function scriptOf(transactions) {
  const variables = []
  const written = transactions.map(({ begin, statements }) => {
    const lines = statements.map(({ text, parameters }) =>
      text.replace(/\$(\d+)/g, (_, n) => {
        variables.push(parameters[n - 1])
        return `:v${variables.length}`
      }),
    )
    return (begin ? [begin, ...lines, 'commit'] : lines).map((line) => `${line};\n`).join('')
  })
  const file = join(scratch, 'list.sql')
  writeFileSync(file, written.join(''))
  return { file, variables: variables.flatMap((value, i) => ['-D', `v${i + 1}=${value}`]) }
}

/** Asks until that gets no faster: a JVM compiles what runs often, which takes it minutes of a core. */
async function warm(cookie) {
  let best = 0
  let since = 0
  for (let slices = 0; slices < 24 && since < 4; slices++) {
    const { rate } = await load(gatewayPort, { Cookie: cookie }, warmUp)
    since = rate > best * 1.03 ? 0 : since + 1
    best = Math.max(best, rate)
  }
}

const median = (values) => quantile(values, 0.5)

/** The list, pgbench and room-service alone in turn, so that the machine's pace is the same for all; medians. */
async function measured(what, cookie, script, alsoOnBothCores) {
  const lists = []
  const bare = []
  const direct = []
  const wide = []
  for (let turn = 0; turn < turns; turn++) {
    lists.push(await load(gatewayPort, { Cookie: cookie }, seconds))
    bare.push(pgbench(script))
    direct.push(await load(roomPort, { Authorization: `Bearer ${await tokenOf(person)}` }, seconds))
    wide.push(await alsoOnBothCores(() => load(gatewayPort, { Cookie: cookie }, seconds)))
  }
  const rate = (of) => median(of.map((one) => one.rate))
  const share = (of) => median(of.map((one, turn) => one.rate / bare[turn].rate)).toFixed(2)
  const told = (name, of, ...more) =>
    row(name, `${rate(of).toFixed(0)}/s`, `p50 ${ms(median(of.map((o) => o.p50)))}`, `p99 ${ms(median(of.map((o) => o.p99)))}`, ...more)
  told(what, lists, `${lists[0].bytes} bytes`, `${lists.reduce((sum, l) => sum + l.refused, 0)} refused`)
  told('  on both cores', wide)
  told('  room-service alone, without the gateway', direct)
  row('  pgbench, the same statements', `${rate(bare).toFixed(0)}/s`, `mean ${ms(median(bare.map((b) => b.latency)))}`)
  row('  share of it: on its core, on both cores, alone', share(lists), share(wide), share(direct))
  return { rate: rate(lists), bare: rate(bare) }
}

async function lists() {
  const token = await tokenOf(person)
  const group = JSON.parse(Buffer.from(token.split('.')[1], 'base64url').toString()).groups[0]
  const api = (method, path, body) =>
    fetch(portal + path, {
      method,
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
      body: body && JSON.stringify(body),
    })
  sql(`delete from rooms where owner in ('${person}', 'bench') or owner like 'bench-%'`)
  const { id } = await (await api('POST', '/api/v1/rooms', { name: 'Mesure', waitingRoom: false, streaming: null })).json()
  copies(id, Math.floor(rooms / 2) - 1, `'${person}'`, `'bench-group'`)
  copies(id, Math.ceil(rooms / 2), `'bench'`, `'${group}'`)
  sql('analyze rooms, shares, people, groups, members')
  const transactions = await pageForPgbench(token)
  const script = scriptOf(transactions)
  row(`a page of ${rooms} rooms`, `${transactions.flatMap((t) => t.statements).length} statements in ${transactions.length} transactions`)
  const service = await roomService()
  const entrance = await gateway()
  const cookie = await session()
  await warm(cookie)
  const allOn = (cores) => {
    pin(service.pid, cores)
    pin(entrance.pid, cores)
    pinDatabase(cores)
  }
  const onBothCores = async (measure) => {
    allOn('0,1')
    const figures = await measure()
    allOn('0')
    return figures
  }
  allOn('0')
  const few = await measured(`the list through the gateway, ${rooms} rooms exist`, cookie, script, onBothCores)
  copies(id, others, `'bench-' || (n % 200000)`, `'bench-group-' || (random() * 20000)::int`)
  sql('vacuum analyze rooms')
  sql('vacuum analyze shares')
  const many = await measured(`the same, ${others.toLocaleString('en')} rooms of others exist`, cookie, script, onBothCores)
  row('  cost of the page beside few rooms', (few.rate / many.rate).toFixed(2))
  row('  cost of the SQL beside few rooms', (few.bare / many.bare).toFixed(2))
  await stop(entrance)
  await stop(service)
  pinDatabase('0,1')
}

// ---- Open screens

/** An open screen: comes back when it is told to, from where it was, and notes what it hears. */
class Screen {
  constructor(port, token, hear) {
    this.port = port
    this.token = token
    this.hear = hear
    this.retry = 3000
    this.versions = new Map()
    this.opened = []
    this.resets = 0
    this.open()
  }

  open() {
    const headers = { Accept: 'text/event-stream', Authorization: `Bearer ${this.token}` }
    if (this.last) headers['Last-Event-ID'] = this.last
    const again = () => {
      if (this.over || this.waits) return
      this.waits = setTimeout(() => {
        this.waits = undefined
        this.open()
      }, this.retry)
    }
    this.request = http
      .get({ host: '127.0.0.1', port: this.port, path: '/api/v1/events', agent: false, headers }, (answer) => {
        if (answer.statusCode !== 200) {
          answer.resume()
          return again()
        }
        let text = ''
        answer.setEncoding('utf8')
        answer.on('data', (chunk) => {
          text += chunk
          const blocks = text.split('\n\n')
          text = blocks.pop()
          for (const block of blocks) this.read(block)
        })
        answer.on('close', again)
      })
      .on('error', again)
  }

  read(block) {
    let name
    let body
    for (const line of block.split('\n')) {
      if (line.startsWith('retry: ')) this.retry = Number(line.slice(7))
      else if (line.startsWith('id: ')) this.last = line.slice(4)
      else if (line.startsWith('event: ')) name = line.slice(7)
      else if (line.startsWith('data: ')) body = line.slice(6)
    }
    if (name === undefined) {
      if (block.startsWith('retry') && block.includes('\nid: ')) this.opened.push(performance.now())
      return
    }
    if (name === 'reset') this.resets++
    if (name !== 'room') return
    const room = /"id":"([^"]+)"/.exec(body)[1]
    const version = Number(/"version":(\d+)/.exec(body)[1])
    this.versions.set(room, version)
    this.hear?.(room, version)
  }

  close() {
    this.over = true
    clearTimeout(this.waits)
    this.request.destroy()
  }
}

/** What a JVM holds, the kernel's share included, after it has cleaned up. */
async function pss(running) {
  execFileSync(`${process.env.JAVA_HOME}/bin/jcmd`, [String(running.pid), 'GC.run'])
  await pause(2000)
  return Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${running.pid}/smaps_rollup`, 'utf8'))[1])
}

async function many(port, count, hear) {
  const token = await tokenOf(person)
  const screens = []
  for (let i = 0; i < count; i++) {
    screens.push(new Screen(port, token, hear))
    if (i % 25 === 24) await pause(50)
  }
  await eventually(`${count} screens are open`, async () => screens.every((s) => s.opened.length > 0), { within: 60_000 })
  return screens
}

async function screens() {
  const count = Number(process.env.SCREENS ?? 2000)
  const service = await roomService()
  const entrance = await gateway()
  const token = await tokenOf(person)
  const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' }
  const made = await fetch(`${portal}/api/v1/rooms`, { method: 'POST', headers, body: JSON.stringify({ name: 'Écran', waitingRoom: false, streaming: null }) })
  let { id, version, settingsVersion } = await made.json()
  const arrivals = []
  let awaitedVersion = Infinity
  const hear = (room, seen) => {
    if (room === id && seen >= awaitedVersion) arrivals.push(performance.now())
  }
  const warm = await many(gatewayPort, 200, hear)
  warm.forEach((s) => s.close())
  await pause(3000)
  const before = [await pss(service), await pss(entrance)]
  const open = await many(gatewayPort, count, hear)
  const after = [await pss(service), await pss(entrance)]
  row(`memory of an open screen, ${count} open: room-service, gateway`, ...after.map((kb, i) => `${((kb - before[i]) / count).toFixed(1)} KB`))
  const last = []
  const each = []
  for (let i = -5; i < 30; i++) {
    arrivals.length = 0
    awaitedVersion = version + 1
    const clicked = performance.now()
    const changed = await fetch(`http://127.0.0.1:${gatewayPort}/api/v1/rooms/${id}`, {
      method: 'PUT',
      headers,
      body: JSON.stringify({ name: `Écran ${i}`, waitingRoom: false, streaming: null, settingsVersion }),
    })
    if (!changed.ok) throw new Error(`not changed: ${changed.status} ${await changed.text()}`)
    ;({ version, settingsVersion } = await changed.json())
    await eventually('all screens show it', async () => arrivals.length >= count, { every: 20 })
    if (i >= 0) {
      each.push(...arrivals.map((at) => at - clicked))
      last.push(Math.max(...arrivals) - clicked)
    }
    await pause(300)
  }
  row(`click → each of ${count} screens`, `p50 ${ms(quantile(each, 0.5))}`, `p95 ${ms(quantile(each, 0.95))}`)
  row('click → the last of them', `p50 ${ms(quantile(last, 0.5))}`, `p95 ${ms(quantile(last, 0.95))}`)
  open.forEach((s) => s.close())
  await stop(entrance)
  await stop(service)
}

/** The gateway dies and comes back while rooms change. */
async function restart() {
  const count = 1000
  const service = await roomService()
  let entrance = await gateway()
  const token = await tokenOf(person)
  const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' }
  const made = await fetch(`${portal}/api/v1/rooms`, { method: 'POST', headers, body: JSON.stringify({ name: 'Reprise', waitingRoom: false, streaming: null }) })
  let { id, version, settingsVersion } = await made.json()
  const open = await many(gatewayPort, count)
  await pause(16_000) // a heartbeat, which says when to come back now that there are so many
  await stop(entrance, 'SIGKILL')
  const lost = performance.now()
  const change = async () => {
    const changed = await fetch(`${portal}/api/v1/rooms/${id}`, {
      method: 'PUT',
      headers,
      body: JSON.stringify({ name: `Reprise ${settingsVersion}`, waitingRoom: false, streaming: null, settingsVersion }),
    })
    ;({ version, settingsVersion } = await changed.json())
  }
  await change()
  const coming = gateway()
  await change()
  entrance = await coming
  const up = performance.now()
  await eventually('all screens are back', async () => open.every((s) => s.opened.length > 1), { within: 90_000 })
  await change()
  await eventually('all screens show the last change', async () => open.every((s) => s.versions.get(id) === version))
  const back = open.map((s) => s.opened[1] - up)
  const perSecond = new Map()
  for (const at of back) perSecond.set(Math.floor(at / 1000), (perSecond.get(Math.floor(at / 1000)) ?? 0) + 1)
  row(`${count} screens whose gateway was killed, back after it was up again`,
    `p50 ${(quantile(back, 0.5) / 1000).toFixed(1)} s`, `last ${(Math.max(...back) / 1000).toFixed(1)} s`,
    `most in one second ${Math.max(...perSecond.values())}`, `down ${((up - lost) / 1000).toFixed(1)} s`,
    `loaded anew ${open.filter((s) => s.resets > 0).length}`,
    `without the last change ${open.filter((s) => s.versions.get(id) !== version).length}`)
  open.forEach((s) => s.close())
  await stop(entrance)
  await stop(service)
}

console.log(`${execFileSync('nproc', ['--all']).toString().trim()} cores; measured on core 0, measuring on core 1; load ${readFileSync('/proc/loadavg', 'utf8').split(' ')[0]}`)
try {
  if (asked('list')) await lists()
  if (asked('screens')) await screens()
  if (asked('restart')) await restart()
} finally {
  for (const running of started) await stop(running)
}
process.exit(0)
