import { useQuery } from '@tanstack/react-query'
import { configQuery, useMe } from '../session/session'

/**
 * Whether the rules of a school let its rooms have a public link. Of a school that is not one's own only the
 * server knows.
 */
export function usePublicLinks(establishment: string): boolean {
  const me = useMe()
  const { data } = useQuery({ ...configQuery, enabled: establishment === '' })
  if (establishment === '') return data?.publicLinks ?? false
  return me?.establishments.find(({ id }) => id === establishment)?.publicLinks ?? true
}
