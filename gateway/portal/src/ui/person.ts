import type { Named } from '../api/shapes'

/** Who somebody was whose data were erased. */
const ERASED = 'erased'

export function isErased({ id }: Named): boolean {
  return id === ERASED
}

/** What somebody is called; of who was erased, only that. */
export function nameOf(person: Named, t: (key: string) => string): string {
  return isErased(person) ? t('person.erased') : person.name
}
