let leaving = false

/** Leaves for the sign-in page; one comes back to where one was. */
export function signIn(): void {
  if (leaving) return
  leaving = true
  const back = location.pathname + location.search
  location.assign(`/oauth2/authorization/portal?return=${encodeURIComponent(back)}`)
}
