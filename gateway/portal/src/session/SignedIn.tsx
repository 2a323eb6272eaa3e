import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { Outlet } from 'react-router'
import { ErrorPage } from '../shell/ErrorPage'
import { forgetDraftsOfOthers } from './draft'
import { sessionQuery } from './session'

/** What only signed-in people see. Who is not signed in is on the way to the sign-in page. */
export function SignedIn() {
  const { data, error, refetch } = useQuery(sessionQuery)
  const person = data?.id
  useEffect(() => {
    if (person !== undefined) forgetDraftsOfOthers(person)
  }, [person])
  if (data !== undefined) return <Outlet key={person} /> // who signs in in another tab goes on with nobody's typing
  if (error) return <ErrorPage error={error} onRetry={() => void refetch()} />
  return null
}
