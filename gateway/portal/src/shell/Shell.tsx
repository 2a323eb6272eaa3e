import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useLocation } from 'react-router'
import { languages, speak, type Language } from '../i18n'
import { csrfToken } from '../api/csrf'
import { OpsLink } from '../ops/OpsLink'
import { ReservedTabs } from '../rooms/ReservedTabs'
import { sessionQuery } from '../session/session'
import { Icon } from '../ui/icons'
import { News } from '../ui/News'
import css from './Shell.module.css'

/** What surrounds every page. */
export function Shell({ children }: { children: ReactNode }) {
  const { t } = useTranslation()
  const main = useRef<HTMLElement>(null)
  useFocusOnNewPage(main)
  return (
    <div className={css.shell}>
      <a className={css.skip} href="#contenu">
        {t('shell.skip')}
      </a>
      <header className={css.header}>
        <div className={css.bar}>
          <Link className={css.brand} to="/salles">
            <Logo />
            <span>Web-conférence</span>
          </Link>
          <LanguageSwitch />
          <Who />
        </div>
      </header>
      <main id="contenu" ref={main} tabIndex={-1} className={css.main}>
        {children}
      </main>
      <footer className={css.footer}>
        <nav aria-label={t('shell.footer')}>
          <ul className={css.links}>
            <li>
              <Link to="/accessibilite">{t('shell.accessibility')}</Link>
            </li>
            <li>
              <Link to="/mentions-legales">{t('shell.legal')}</Link>
            </li>
            <li>
              <Link to="/donnees-personnelles">{t('shell.privacy')}</Link>
            </li>
            <li>
              <Link to="/aide">{t('shell.help')}</Link>
            </li>
          </ul>
        </nav>
      </footer>
      <News />
      <ReservedTabs />
    </div>
  )
}

/** Where a link led to another page, reading starts at its top; within « Mes salles » focus is the page's own. */
function useFocusOnNewPage(main: React.RefObject<HTMLElement | null>) {
  const { pathname } = useLocation()
  const page = pathname === '/' || /^\/salles(\/[^/]*)?$/.test(pathname) ? '/salles' : pathname
  const shown = useRef(page)
  useEffect(() => {
    if (shown.current === page) return
    shown.current = page
    main.current?.focus({ preventScroll: true })
    scrollTo(0, 0)
  }, [page, main])
}

function Logo() {
  return (
    <svg className={css.logo} viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <rect className={css.ground} width="32" height="32" rx="8" />
      <path
        className={css.camera}
        d="M6 12a3 3 0 0 1 3-3h8a3 3 0 0 1 3 3v8a3 3 0 0 1-3 3H9a3 3 0 0 1-3-3z"
      />
      <path
        className={css.lens}
        d="m21.500 14.200 4-2.500a.8.8 0 0 1 1.200.7v7.200a.8.8 0 0 1-1.200.7l-4-2.500z"
      />
    </svg>
  )
}

const names: Record<Language, string> = { fr: 'Français', en: 'English' }

function LanguageSwitch() {
  const { i18n } = useTranslation()
  return (
    <>
      {languages
        .filter((language) => language !== i18n.language)
        .map((language) => (
          <button
            key={language}
            type="button"
            lang={language}
            className={css.tool}
            onClick={() => void speak(language)}
          >
            <span aria-hidden="true" className={css.code}>
              {language.toUpperCase()}
            </span>
            <span className={css.wide}>{names[language]}</span>
          </button>
        ))}
    </>
  )
}

function Who() {
  const { t } = useTranslation()
  const { pathname } = useLocation()
  const inside = pathname === '/' || /^\/(salles|exploitation)/.test(pathname)
  const { data } = useQuery({ ...sessionQuery, enabled: inside })
  const token = useRef<HTMLInputElement>(null)
  if (data === undefined) return null
  const fillIn = () => {
    token.current!.value = csrfToken() ?? ''
  }
  return (
    <>
      <OpsLink className={css.tool} wide={css.wide} />
      <span className={css.who}>{data.name}</span>
      <form action="/logout" method="post" onSubmit={fillIn}>
        <input ref={token} type="hidden" name="_csrf" />
        <button type="submit" className={css.tool}>
          <Icon name="signOut" />
          <span className={css.wide}>{t('shell.signOut')}</span>
        </button>
      </form>
    </>
  )
}
