import { streamReasons, type PastOpening, type StreamRun } from '../api/shapes'

/** How many the panel shows. */
export const LATEST = 5

/** Milliseconds from the conference's beginning to its end, or until `now`; undefined if it never began. */
export function lasted({ openedAt, endedAt }: PastOpening, now: number): number | undefined {
  if (openedAt === null) return undefined
  return (endedAt === null ? now : Date.parse(endedAt)) - Date.parse(openedAt)
}

/** What was broadcast of an opening and may have left a video, in the order of the files. */
export function recorded({ runs }: PastOpening): StreamRun[] {
  return runs
    .filter(({ liveSince }) => liveSince !== null)
    .sort((a, b) => a.requestedAt.localeCompare(b.requestedAt))
}

/** Where videos are to be looked for, each place once. */
export function targets(openings: readonly PastOpening[]): string[] {
  const hosts = openings.flatMap((opening) => recorded(opening).flatMap(({ host }) => host ?? []))
  return [...new Set(hosts)]
}

/** « Ma bibliothèque → Vidéos » of a PeerTube. */
export function libraryOf(host: string): string {
  return `https://${host}/my-library/videos`
}

/** The text for why a run is over; undefined while it runs, or if the reason is not known here. */
export function endWording({ endReason }: StreamRun): string | undefined {
  const reason = streamReasons.find((known) => known === endReason)
  return reason === undefined ? undefined : `history.end.${reason}`
}
