import { useEffect } from 'react'

/** The tab's title, the most telling part first: « Ouverte – Maths 3B – Web-conférence ». */
export function useTitle(...parts: (string | undefined)[]): void {
  const title = [...parts, 'Web-conférence'].filter(Boolean).join(' – ')
  useEffect(() => {
    document.title = title
  }, [title])
}
