import { timeOfDay } from './time'

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

/** « 2 mars 2026, 10:04 », as it is in Paris; where the time differs from here, both. */
export function dayAndTime(instant: string | number, language: string): string {
  return `${day(instant, language)}, ${timeOfDay(instant, language)}`
}
