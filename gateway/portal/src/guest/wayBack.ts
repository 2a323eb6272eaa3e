const KEY = 'went-in-by'

/**
 * The public link by which somebody without an account went into a conference from this tab. Who leaves one is sent to
 * the room's own page, which asks for an account: they belong where they came from.
 */
export const wayBack = {
  note: (token: string) => sessionStorage.setItem(KEY, token),
  find: () => sessionStorage.getItem(KEY) ?? undefined,
}
