/** The value that proves that a request comes from the portal's own page. */
export function csrfToken(cookies: string = document.cookie): string | undefined {
  const value = /(?:^|; )XSRF-TOKEN=([^;]+)/.exec(cookies)?.[1]
  return value === undefined ? undefined : decodeURIComponent(value)
}
