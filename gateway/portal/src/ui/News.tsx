import { useEffect, useState, useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import { Icon } from './icons'
import css from './News.module.css'
import { dismiss, lastAnnouncement, shownToasts, subscribe, type Toast } from './news'

const SHOWN_FOR = 6_000

export function News() {
  const toasts = useSyncExternalStore(subscribe, shownToasts)
  const announcement = useSyncExternalStore(subscribe, lastAnnouncement)
  return (
    <>
      {/* dialogs silence what is outside them, but for what has this mark */}
      <div className="hidden" aria-live="polite" data-live-announcer="true">
        <p key={announcement.id}>{announcement.text}</p>
      </div>
      <div className={css.toasts} role="status">
        {toasts.map((shown) => (
          <ToastCard key={shown.id} toast={shown} />
        ))}
      </div>
    </>
  )
}

function ToastCard({ toast }: { toast: Toast }) {
  const { t } = useTranslation()
  const [held, setHeld] = useState(false)
  useEffect(() => {
    if (held) return
    const timer = setTimeout(() => dismiss(toast.id), SHOWN_FOR)
    return () => clearTimeout(timer)
  }, [held, toast.id])
  return (
    <div
      className={css.toast}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <Icon name="check" />
      <p>{toast.text}</p>
      <button type="button" aria-label={t('common.dismiss')} onClick={() => dismiss(toast.id)}>
        <Icon name="close" />
      </button>
    </div>
  )
}
