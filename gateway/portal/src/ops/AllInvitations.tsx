import { useTranslation } from 'react-i18next'
import type { OpsInvitation } from '../api/shapes'
import { Button } from '../ui/Button'
import { dayAndTime } from '../ui/days'
import { ProblemNote } from '../ui/ProblemNote'
import { OpsTable, type ShownColumn } from './OpsTable'
import { useAllInvitations } from './queries'

/** « Invitations »: who wrote to how many, and how many messages arrived. */
export function AllInvitations() {
  const { t, i18n } = useTranslation()
  const { data, error, hasNextPage, fetchNextPage, isFetchingNextPage } = useAllInvitations()
  const columns: ShownColumn<OpsInvitation>[] = [
    {
      id: 'sentAt',
      title: t('ops.invitations.sentAt'),
      text: ({ sentAt }) => dayAndTime(sentAt, i18n.language),
      order: ({ sentAt }) => Date.parse(sentAt),
    },
    { id: 'by', title: t('ops.invitations.by'), text: ({ by }) => by.name },
    { id: 'room', title: t('ops.rooms.room'), text: ({ roomName }) => roomName },
    ...(['pending', 'delivered', 'failed'] as const).map((part) => ({
      id: part,
      title: t(`ops.invitations.${part}`),
      text: (sent: OpsInvitation) => String(sent[part]),
      order: (sent: OpsInvitation) => sent[part],
    })),
  ]
  return (
    <>
      <ProblemNote error={error} />
      <OpsTable
        caption={t('ops.invitations.title')}
        columns={columns}
        rows={data?.pages.flatMap(({ invitations }) => invitations)}
        keyOf={({ id }) => id}
        sorting={{ column: 'sentAt', down: true }}
        empty={t('ops.invitations.empty')}
        file="invitations"
      />
      {hasNextPage && (
        <div>
          <Button
            busy={isFetchingNextPage && t('common.loading')}
            onClick={() => void fetchNextPage()}
          >
            {t('ops.more')}
          </Button>
        </div>
      )}
    </>
  )
}
