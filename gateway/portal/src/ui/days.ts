import { serverNow, timeOfDay } from './time'

const PARIS = 'Europe/Paris'

/** « 2 mars 2026 », the day it is in Paris. */
export function day(instant: string | number, language: string): string {
  return new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: PARIS,
  }).format(new Date(instant))
}

/** « mardi 1er décembre », with the year if it is not this one. */
export function weekday(instant: string, language: string, now = serverNow()): string {
  const inWords = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    ...(year(instant) !== year(now) && { year: 'numeric' }),
    timeZone: PARIS,
  }).format(new Date(instant))
  return language === 'fr' ? inWords.replace(/ 1 /, ' 1er ') : inWords
}

function year(instant: string | number): string {
  return new Intl.DateTimeFormat('en', { year: 'numeric', timeZone: PARIS }).format(new Date(instant))
}

/** « 2 mars 2026, 10:04 », as it is in Paris; where the time differs from here, both. */
export function dayAndTime(instant: string | number, language: string): string {
  return `${day(instant, language)}, ${timeOfDay(instant, language)}`
}
