import { useId, type InputHTMLAttributes, type ReactNode } from 'react'
import css from './Field.module.css'
import { Icon } from './icons'

interface FieldProps {
  id?: string
  label: string
  help?: ReactNode
  error?: string | undefined
  /** What is worth knowing of what was typed, and is no fault. */
  remark?: string | undefined
}

/** A label, what helps, the control and what is wrong with it, tied together for every reader. */
function Field(
  props: FieldProps & {
    children: (control: {
      id: string
      'aria-describedby': string | undefined
      'aria-invalid': true | undefined
    }) => ReactNode
  },
) {
  const made = useId()
  const id = props.id ?? made
  const remark = props.error ? undefined : props.remark
  const described = [
    props.help && `${id}-aide`,
    props.error && `${id}-erreur`,
    remark && `${id}-remarque`,
  ]
  return (
    <div className={css.field}>
      <label htmlFor={id}>{props.label}</label>
      {props.help && (
        <div id={`${id}-aide`} className={css.help}>
          {props.help}
        </div>
      )}
      {props.children({
        id,
        'aria-describedby': described.filter(Boolean).join(' ') || undefined,
        'aria-invalid': props.error ? true : undefined,
      })}
      {props.error && (
        <p id={`${id}-erreur`} className={css.error}>
          <Icon name="alert" />
          {props.error}
        </p>
      )}
      {remark && <Remark id={`${id}-remarque`}>{remark}</Remark>}
    </div>
  )
}

export function Remark({ id, children }: { id?: string; children: string }) {
  return (
    <p id={id} className={css.remark} role="status">
      <Icon name="alert" />
      {children}
    </p>
  )
}

type Input = Omit<InputHTMLAttributes<HTMLInputElement>, 'id' | 'onChange' | 'value'>

export function TextField(
  props: FieldProps & Input & { value: string; onChange: (text: string) => void; after?: ReactNode },
) {
  const { id, label, help, error, remark, onChange, after, ...input } = props
  return (
    <Field {...{ label, help, error, remark }} {...(id && { id })}>
      {(control) => (
        <div className={css.row}>
          <input
            type="text"
            autoComplete="off"
            {...input}
            {...control}
            className={css.input}
            onChange={(event) => onChange(event.target.value)}
          />
          {after}
        </div>
      )}
    </Field>
  )
}

export function Select(
  props: FieldProps & { value: string; onChange: (value: string) => void; children: ReactNode },
) {
  const { id, label, help, error, onChange, value, children } = props
  return (
    <Field {...{ label, help, error }} {...(id && { id })}>
      {(control) => (
        <select
          {...control}
          className={css.input}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        >
          {children}
        </select>
      )}
    </Field>
  )
}

export function TextArea(
  props: FieldProps & { value: string; rows: number; onChange: (text: string) => void },
) {
  const { id, label, help, error, onChange, value, rows } = props
  return (
    <Field {...{ label, help, error }} {...(id && { id })}>
      {(control) => (
        <textarea
          {...control}
          className={css.input}
          rows={rows}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  )
}

export function Choice(props: {
  id?: string
  type: 'checkbox' | 'radio'
  name?: string
  label: string
  help?: string
  error?: string | undefined
  checked: boolean
  onChange: (checked: boolean) => void
}) {
  const made = useId()
  const id = props.id ?? made
  const described = [props.help && `${id}-aide`, props.error && `${id}-erreur`]
  return (
    <div className={css.choice}>
      <input
        id={id}
        type={props.type}
        name={props.name}
        checked={props.checked}
        aria-describedby={described.filter(Boolean).join(' ') || undefined}
        aria-invalid={props.error ? true : undefined}
        onChange={(event) => props.onChange(event.target.checked)}
      />
      <label htmlFor={id}>{props.label}</label>
      {props.help && (
        <p id={`${id}-aide`} className={css.help}>
          {props.help}
        </p>
      )}
      {props.error && (
        <p id={`${id}-erreur`} className={css.error}>
          <Icon name="alert" />
          {props.error}
        </p>
      )}
    </div>
  )
}
