import type { ReactNode } from 'react'
import css from './icons.module.css'

const drawings = {
  phone: <path d="M5 4h4l2 5-2.500 1.500a11 11 0 0 0 5 5L15 13l5 2v4a2 2 0 0 1-2 2A15 15 0 0 1 3 6a2 2 0 0 1 2-2" />,
  phoneOff: (
    <>
      <path d="M13.500 15.500 15 13l5 2v4a2 2 0 0 1-2 2 15 15 0 0 1-7.300-2.700M6.200 13.500A15 15 0 0 1 3 6a2 2 0 0 1 2-2h4l2 5-2.500 1.500a11 11 0 0 0 .8 1.400" />
      <path d="M3 21 21 3" />
    </>
  ),
  hourglass: <path d="M6 3h12M6 21h12M7 3v3.500c0 2 5 4 5 5.500 0-1.500 5-3.500 5-5.500V3M7 21v-3.500c0-2 5-4 5-5.500 0 1.500 5 3.500 5 5.500V21" />,
  broadcast: (
    <>
      <circle cx="12" cy="11" r="2" />
      <path d="M12 13v8M7.800 15.200a6 6 0 0 1 0-8.400M16.200 6.800a6 6 0 0 1 0 8.400M5 18a10 10 0 0 1 0-14M19 4a10 10 0 0 1 0 14" />
    </>
  ),
  people: (
    <>
      <circle cx="9" cy="8" r="3.500" />
      <path d="M2.500 20v-1.500A4.500 4.500 0 0 1 7 14h4a4.500 4.500 0 0 1 4.500 4.500V20M16 4.800a3.500 3.500 0 0 1 0 6.400M18.500 14.300a4.500 4.500 0 0 1 3 4.200V20" />
    </>
  ),
  bold: <path d="M7 5h6a3.500 3.500 0 0 1 0 7H7zM7 12h7a3.500 3.500 0 0 1 0 7H7z" />,
  italic: <path d="M11 5h7M6 19h7M14.500 5l-5 14" />,
  list: <path d="M9 6h11M9 12h11M9 18h11M4.500 6h.01M4.500 12h.01M4.500 18h.01" />,
  link: <path d="M10 14a4 4 0 0 0 6 .4l3-3a4 4 0 0 0-5.700-5.700l-1.500 1.500M14 10a4 4 0 0 0-6-.4l-3 3a4 4 0 0 0 5.700 5.700l1.500-1.500" />,
  calendar: <path d="M4 7a2 2 0 0 1 2-2h12a2 2 0 0 1 2 2v11a2 2 0 0 1-2 2H6a2 2 0 0 1-2-2zM4 10h16M8 3v4M16 3v4" />,
  download: <path d="M12 4v11M7.500 11l4.500 4.500 4.500-4.500M5 20h14" />,
  sorted: <path d="M12 5v14M7 10l5-5 5 5M7 14l5 5 5-5" />,
  up: <path d="M12 19V5M6 11l6-6 6 6" />,
  down: <path d="M12 5v14M6 13l6 6 6-6" />,
  gauge: <path d="M4 18a9 9 0 1 1 16 0M12 14l4-5" />,
  plus: <path d="M12 5v14M5 12h14" />,
  copy: (
    <>
      <rect x="9" y="9" width="11" height="11" rx="2" />
      <path d="M5 15H4a1 1 0 0 1-1-1V5a2 2 0 0 1 2-2h9a1 1 0 0 1 1 1v1" />
    </>
  ),
  edit: <path d="M4 20h4L19.500 8.500a2.100 2.100 0 0 0-3-3L5 17zM14.500 7.500l3 3" />,
  trash: <path d="M4 7h16M9 7V4h6v3M6 7l1 13h10l1-13M10 11v5M14 11v5" />,
  mail: (
    <>
      <rect x="3" y="5" width="18" height="14" rx="2" />
      <path d="m4 7 8 6 8-6" />
    </>
  ),
  search: (
    <>
      <circle cx="11" cy="11" r="6.500" />
      <path d="m20 20-4.200-4.200" />
    </>
  ),
  check: <path d="m5 13 4.500 4.500L19 7" />,
  alert: <path d="M12 4 2.500 20h19zM12 10v4.500M12 17.200v.3" />,
  info: (
    <>
      <circle cx="12" cy="12" r="9" />
      <path d="M12 11v5.500M12 7.500v.3" />
    </>
  ),
  close: <path d="M6 6l12 12M18 6 6 18" />,
  back: <path d="M19 12H5M11 6l-6 6 6 6" />,
  enter: <path d="M14 4h4a2 2 0 0 1 2 2v12a2 2 0 0 1-2 2h-4M4 12h11M11 8l4 4-4 4" />,
  more: (
    <>
      <circle cx="5" cy="12" r="1" />
      <circle cx="12" cy="12" r="1" />
      <circle cx="19" cy="12" r="1" />
    </>
  ),
  history: <path d="M4 12a8 8 0 1 0 2.500-5.800L4 8.500M4 4v4.500h4.500M12 8v4.500l3 2" />,
  refresh: <path d="M20 12a8 8 0 1 1-2.500-5.800L20 8.500M20 4v4.500h-4.500" />,
  sound: <path d="M4 9.500v5h3.500L12 18.500v-13L7.500 9.500zM15.500 9a4 4 0 0 1 0 6M18 6.500a8 8 0 0 1 0 11" />,
  stop: <rect x="6" y="6" width="12" height="12" rx="2" />,
  play: <path d="M8 5.500v13l10.500-6.500z" />,
  pause: <path d="M9 6v12M15 6v12" />,
  door: <path d="M6 21V4a1 1 0 0 1 1-1h10a1 1 0 0 1 1 1v17M3.500 21h17M14.500 12v.5" />,
  signOut: <path d="M10 4H6a2 2 0 0 0-2 2v12a2 2 0 0 0 2 2h4M9 12h11M16 8l4 4-4 4" />,
} satisfies Record<string, ReactNode>

export type IconName = keyof typeof drawings

/** A drawing beside words; it says nothing by itself. */
export function Icon({ name }: { name: IconName }) {
  return (
    <svg className={css.icon} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      {drawings[name]}
    </svg>
  )
}
