/** Downloads the filtered trail, all pages of it, as a file for spreadsheets. */
import { useMutation } from '@tanstack/react-query'
import { everyAuditEvent } from '../../../shared/client/every-item.ts'
import { useWords } from '../../words/portal-words.tsx'
import { useAccount } from '../data/account.ts'
import { useUsher } from '../data/api.ts'
import { download } from '../ui/download.ts'
import { useSay } from '../ui/say.ts'
import { useEventDetails, usePersonName, useSubjectName } from './event-text.ts'
import { queryOf, type TrailFilter } from './filter.ts'

const columns = ['at', 'actor', 'actorId', 'action', 'subject', 'subjectId', 'details', 'eventId']

export const useExportTrail = (filter: TrailFilter) => {
  const words = useWords('audit')
  const usher = useUsher()
  const say = useSay()
  const { accountId, name } = useAccount()
  const personName = usePersonName()
  const subjectName = useSubjectName()
  const detailsOf = useEventDetails()
  return useMutation({
    mutationFn: async () => {
      const rows: (readonly string[])[] = []
      const query = { ...queryOf(filter), limit: '100' }
      for await (const { event, names } of everyAuditEvent(usher, { accountId, query }))
        rows.push([
          event.at,
          personName(event.actor, names),
          event.actor,
          event.action,
          subjectName(event, names) ?? '',
          event.subject.id,
          detailsOf(event).join('; '),
          event.eventId,
        ])
      const { csv } = await import('../../../shared/client/result-file.ts')
      download(words.exportFile(name), csv([columns, ...rows], ','))
      return rows.length
    },
    onSuccess: (count) => say.done(words.exported(count)),
    onError: (error) => say.failed(words.exportFailed, error),
  })
}
