import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useTitle } from '../shell/useTitle'
import css from './TextPage.module.css'

export type TextName = 'accessibility' | 'legal' | 'privacy' | 'help'

interface Section {
  title: string
  text: string[]
}

/** A page to read: its words are all in the locales. */
export default function TextPage({ name, children }: { name: TextName; children?: ReactNode }) {
  const { t } = useTranslation()
  const title = t(`texts.${name}.title`)
  const sections = t(`texts.${name}.sections`, { returnObjects: true }) as unknown as Section[]
  useTitle(title)
  return (
    <div className={css.page}>
      <h1>{title}</h1>
      {sections.map((section) => (
        <section key={section.title}>
          <h2>{section.title}</h2>
          {section.text.map((paragraph) => (
            <p key={paragraph}>{paragraph}</p>
          ))}
        </section>
      ))}
      {children}
    </div>
  )
}
