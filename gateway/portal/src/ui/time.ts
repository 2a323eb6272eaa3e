import { useEffect, useState } from 'react'

/** How far this machine's clock is behind the server's, in milliseconds. */
let behind = 0

/** What the header cannot tell: it counts whole seconds, and took a while to come. */
const ROUNDING = 2_000

export function noteServerTime(date: string | null, at: number = Date.now()): void {
  const server = date === null ? NaN : Date.parse(date)
  if (!Number.isNaN(server)) behind = Math.abs(server - at) > ROUNDING ? server - at : 0
}

export function serverNow(): number {
  return Date.now() + behind
}

/** The server's time, ticking. */
export function useNow(every = 1_000): number {
  const [now, setNow] = useState(serverNow)
  useEffect(() => {
    const timer = setInterval(() => setNow(serverNow()), every)
    return () => clearInterval(timer)
  }, [every])
  return now
}

const PARIS = 'Europe/Paris'

/** « 10:04 », as it is in Paris; where that differs from here, both. */
export function timeOfDay(instant: string | number, language: string, zone = localZone()): string {
  const paris = clock(instant, language, PARIS)
  const here = clock(instant, language, zone)
  return paris === here ? paris : `${paris} (Paris), ${here} (${city(zone)})`
}

function clock(instant: string | number, language: string, timeZone: string): string {
  return new Intl.DateTimeFormat(language, {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone,
  }).format(new Date(instant))
}

function localZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone
}

function city(zone: string): string {
  return zone.split('/').at(-1)?.replaceAll('_', '\u00a0') ?? zone
}

/** « 1:42 », or « 1:02:03 » from an hour on; never below zero. */
export function duration(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000))
  const two = (part: number) => String(part).padStart(2, '0')
  const minutes = Math.floor(seconds / 60)
  return minutes < 60
    ? `${minutes}:${two(seconds % 60)}`
    : `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(seconds % 60)}`
}

/** « 3 heures »: how long that is, in the largest unit that counts once. */
export function roughly(milliseconds: number, language: string): string {
  const minutes = Math.max(0, Math.floor(milliseconds / 60_000))
  const [value, unit] =
    minutes < 60
      ? ([minutes, 'minute'] as const)
      : minutes < 24 * 60
        ? ([Math.floor(minutes / 60), 'hour'] as const)
        : ([Math.floor(minutes / (24 * 60)), 'day'] as const)
  return new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'long' }).format(value)
}

export function secondsUntil(instant: string, now: number): number {
  return Math.max(0, Math.ceil((Date.parse(instant) - now) / 1000))
}
