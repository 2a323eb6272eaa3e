import css from './Progress.module.css'

/** Something is under way; the words beside it say what. */
export function Progress() {
  return <span className={css.wheel} aria-hidden="true" />
}
