import type { Me } from '../api/shapes'

/** Who sees « Exploitation »: administrators all of it, the others what concerns their schools. */
export function looksAfter(me: Me | undefined): boolean {
  return me !== undefined && (me.admin || me.referentOf.length > 0)
}
