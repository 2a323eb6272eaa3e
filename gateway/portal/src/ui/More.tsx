import { useId, useState, type ReactNode } from 'react'
import css from './Button.module.css'
import { Icon } from './icons'

/** « ⋯ »: what is done less often, beside it once asked for. */
export function More({ label, children }: { label: string; children: ReactNode }) {
  const [shown, setShown] = useState(false)
  const id = useId()
  return (
    <>
      <button
        type="button"
        className={`${css.button} ${css.quiet} ${css.small}`}
        aria-label={label}
        aria-expanded={shown}
        aria-controls={id}
        title={label}
        onClick={() => setShown(!shown)}
      >
        <Icon name="more" />
      </button>
      <span id={id} className={css.more} hidden={!shown}>
        {children}
      </span>
    </>
  )
}
