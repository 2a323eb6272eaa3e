import i18next from 'i18next'
import { Problem, problemOf } from '../api/problem'

/** The services that tell how they are set, by the last part of the address they tell it at. */
export const services = {
  rooms: 'room-service',
  meetings: 'meeting-service',
  streams: 'streaming-service',
  notifications: 'notification-service',
} as const

export type ServiceName = keyof typeof services

export interface Setting {
  service: string
  /** As in the service's files: `mail.connect-timeout`. */
  name: string
  /** Null: it is kept from everybody. */
  value: string | null
}

/** What Spring Boot says of the classes that settings are read into. */
export interface Told {
  contexts: Record<string, { beans: Record<string, { prefix: string; properties: unknown }> }>
}

const OURS = /-webconference\./
const MASKED = '******'

export async function fetchSettings(of: ServiceName, signal: AbortSignal): Promise<Setting[]> {
  const request = new Request(`${location.origin}/api/v1/ops/configuration/${of}`, {
    signal,
    headers: { 'Accept-Language': i18next.language },
  })
  const response = await fetch(request).catch(() => {
    throw new Problem(0)
  })
  if (!response.ok) throw await problemOf(response)
  return settingsIn((await response.json()) as Told, services[of])
}

/** Our own settings only; the hundreds of Spring's say nothing of this platform. */
export function settingsIn(told: Told, service: string): Setting[] {
  return Object.values(told.contexts)
    .flatMap(({ beans }) => Object.entries(beans))
    .filter(([bean]) => OURS.test(bean))
    .flatMap(([, { prefix, properties }]) => flat(prefix, properties))
    .map(([name, value]) => ({ service, name, value: value === MASKED ? null : value }))
}

function flat(name: string, value: unknown): [string, string][] {
  if (Array.isArray(value) && value.some(isObject)) {
    return value.flatMap((each, index) => flat(`${name}[${index}]`, each))
  }
  if (isObject(value)) {
    return Object.entries(value).flatMap(([key, each]) => flat(`${name}.${written(key)}`, each))
  }
  return [[name, Array.isArray(value) ? value.join(', ') : String(value ?? '')]]
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** As it is written in files, not in Java. */
const written = (key: string) => key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
