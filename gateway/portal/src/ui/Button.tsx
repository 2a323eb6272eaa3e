import type { ButtonHTMLAttributes, Ref } from 'react'
import css from './Button.module.css'
import { Icon, type IconName } from './icons'
import { Progress } from './Progress'

interface Look {
  tone?: 'primary' | 'secondary' | 'quiet' | 'danger' | 'quietDanger'
  size?: 'normal' | 'small'
  icon?: IconName
  /** What is under way; the button keeps its focus and does nothing until then. */
  busy?: string | false | undefined
}

export type ButtonProps = Look &
  ButtonHTMLAttributes<HTMLButtonElement> & { ref?: Ref<HTMLButtonElement> }

export function Button(props: ButtonProps) {
  const { tone = 'secondary', size = 'normal', icon, busy, children, onClick, ...rest } = props
  return (
    <button
      type="button"
      {...rest}
      className={buttonClass(tone, size)}
      aria-disabled={busy ? true : undefined}
      onClick={(event) => {
        if (busy) event.preventDefault()
        else onClick?.(event)
      }}
    >
      {busy ? <Progress /> : icon && <Icon name={icon} />}
      <span>{busy || children}</span>
    </button>
  )
}

export function buttonClass(
  tone: NonNullable<Look['tone']> = 'secondary',
  size: NonNullable<Look['size']> = 'normal',
): string {
  return `${css.button} ${css[tone]} ${css[size]}`
}
