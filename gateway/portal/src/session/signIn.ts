let leaving = false

/** Leaves for the sign-in page; one comes back to where one was. */
export function signIn(back = location.pathname + location.search): void {
  if (leaving) return
  leaving = true
  location.assign(`/oauth2/authorization/portal?return=${encodeURIComponent(back)}`)
}
