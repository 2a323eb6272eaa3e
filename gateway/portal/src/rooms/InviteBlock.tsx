import { lazy, Suspense, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { RoomView } from '../api/shapes'
import { Button } from '../ui/Button'
import { CopiedLink } from './CopiedLink'
import { whoEnters } from './entry'
import css from './InviteBlock.module.css'
import { useAction } from './useAction'

const QrCode = lazy(() => import('./QrCode'))

/** « Inviter des participants »: the room's links, to be sent by any means, and who gets in by them. */
export function InviteBlock({ room }: { room: RoomView }) {
  const { t, i18n } = useTranslation()
  const { ask } = useAction()
  return (
    <section className={css.block} aria-labelledby="participants">
      <h3 id="participants">{t('invite.title')}</h3>
      <p>{whoEnters(room, t, i18n.language)}</p>
      {room.status === 'OPEN' ? (
        <CopiedLink id="lien" label={t('invite.link')} copy={t('invite.copy')} link={room.link} />
      ) : (
        <p className={css.soft}>{t('invite.later')}</p>
      )}
      {room.guests?.link && <PublicLink link={room.guests.link} code={room.guests.code} />}
      <div>
        <Button icon="mail" onClick={() => ask('inviter')}>
          {t('room.invite')}
        </Button>
      </div>
    </section>
  )
}

/** « Lien public »: for people without an account. It is a key: it can be changed, or taken away. */
function PublicLink({ link, code }: { link: string; code: string | null }) {
  const { t } = useTranslation()
  const { ask } = useAction()
  const [drawn, setDrawn] = useState(false)
  const drawing = useId()
  return (
    <div className={css.public}>
      <CopiedLink
        id="lien-public"
        label={t('publicLink.label')}
        help={t('publicLink.help')}
        copy={t('publicLink.copy')}
        link={link}
      />
      {code && <p>{t('publicLink.code', { code })}</p>}
      <div className={css.tools}>
        <Button
          size="small"
          tone="quiet"
          aria-expanded={drawn}
          aria-controls={drawing}
          onClick={() => setDrawn(!drawn)}
        >
          {t(drawn ? 'publicLink.hideCode' : 'publicLink.showCode')}
        </Button>
        <Button size="small" tone="quiet" icon="refresh" onClick={() => ask('renouveler')}>
          {t('publicLink.renew')}
        </Button>
        <Button size="small" tone="quietDanger" onClick={() => ask('desactiver')}>
          {t('publicLink.disable')}
        </Button>
      </div>
      <div id={drawing} className={css.drawing} hidden={!drawn}>
        {drawn && (
          <Suspense>
            <QrCode link={link} title={t('publicLink.drawing')} />
          </Suspense>
        )}
      </div>
    </div>
  )
}
