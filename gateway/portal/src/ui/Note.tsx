import type { ReactNode } from 'react'
import { Icon, type IconName } from './icons'
import css from './Note.module.css'

export type Tone = 'grey' | 'green' | 'blue' | 'orange' | 'red'

const icons: Record<Tone, IconName> = {
  grey: 'info',
  green: 'check',
  blue: 'info',
  orange: 'alert',
  red: 'alert',
}

/** A few words that matter, set apart. */
export function Note(props: {
  tone: Tone
  icon?: IconName
  role?: 'alert' | 'status'
  children: ReactNode
}) {
  return (
    <div className={`${css.note} ${css[props.tone]}`} role={props.role}>
      <Icon name={props.icon ?? icons[props.tone]} />
      <div className={css.words}>{props.children}</div>
    </div>
  )
}
