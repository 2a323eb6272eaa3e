import { useQuery } from '@tanstack/react-query'
import { Outlet } from 'react-router'
import { ErrorPage } from '../shell/ErrorPage'
import { sessionQuery } from './session'

/** What only signed-in people see. Who is not signed in is on the way to the sign-in page. */
export function SignedIn() {
  const { data, error, refetch } = useQuery(sessionQuery)
  if (data !== undefined) return <Outlet />
  if (error) return <ErrorPage error={error} onRetry={() => void refetch()} />
  return null
}
