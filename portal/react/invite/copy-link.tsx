/** Copies the invite link with one click; if there's no working link, leads to the reason. */
import { Button } from '@mantine/core'
import { IconLink } from '@tabler/icons-react'
import { useSpeech, useWords } from '../../words/portal-words.tsx'
import { flawOf, useInviteLink } from '../data/link-query.ts'
import { useRoleName, useRolesLoading } from '../data/roles.ts'
import { useCopy } from '../ui/copy.ts'

export const CopyLinkButton = ({ noLink }: { readonly noLink: () => void }) => {
  const words = useWords('invite')
  const link = useInviteLink()
  const nameOf = useRoleName()
  const rolesLoading = useRolesLoading()
  const { list } = useSpeech()
  const copy = useCopy()
  const act = () =>
    link.data && !flawOf(link.data, new Date())
      ? copy(link.data.url, words.linkCopied(list(link.data.defaultRoleIds.map(nameOf))))
      : noLink()
  return (
    <Button
      variant="default"
      leftSection={<IconLink size={18} aria-hidden />}
      loading={link.isPending || rolesLoading}
      onClick={act}
    >
      {words.copyLink}
    </Button>
  )
}
