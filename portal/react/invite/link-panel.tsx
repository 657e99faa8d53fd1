/** The invite link: what it grants, to copy or as a QR code; without a default role, the way to choose one. */
import { Button, Center, Divider, Group, List, Loader, Stack, Text, Title } from '@mantine/core'
import { IconAdjustments, IconLinkOff, IconQrcode } from '@tabler/icons-react'
import { lazy, Suspense, useState } from 'react'
import { Link } from 'wouter'
import { useSpeech, useWords } from '../../words/portal-words.tsx'
import { useAccount } from '../data/account.ts'
import { flawOf, lacksDefaultRole, useInviteLink } from '../data/link-query.ts'
import { pathOf } from '../data/paths.ts'
import { useRoleName, useRolesLoading } from '../data/roles.ts'
import { useSurroundings } from '../data/surroundings.ts'
import { CopyField } from '../ui/copy-field.tsx'
import { Failed, Loading, Notice } from '../ui/notice.tsx'
import { LinkOptions } from './link-options.tsx'
import { LinkSwitch } from './link-switch.tsx'
import { MoreLinks } from './more-links.tsx'

const QrCode = lazy(async () => ({ default: (await import('qrcode.react')).QRCodeSVG }))

export const LinkPanel = () => {
  const words = useWords('invite')
  const { accountId } = useAccount()
  const { linked } = useSurroundings()
  const link = useInviteLink()
  const nameOf = useRoleName()
  const rolesLoading = useRolesLoading()
  const { list, date } = useSpeech()
  const [code, setCode] = useState(false)
  const [options, setOptions] = useState(false)
  if (link.isPending || rolesLoading) return <Loading />
  if (lacksDefaultRole(link.error))
    return (
      <Stack gap="md">
        <Notice icon={IconLinkOff} title={words.noDefault} text={words.noDefaultText}>
          {linked && (
            <Button component={Link} to={pathOf(accountId, 'roles')}>
              {words.toRoles}
            </Button>
          )}
        </Notice>
        <MoreLinks />
      </Stack>
    )
  if (link.isError) return <Failed error={link.error} retry={link.refetch} />
  const { url, defaultRoleIds, expiresAt, maxUses, uses = 0, allowedDomains = [] } = link.data
  const lasts = expiresAt ? words.linkUntil(date(expiresAt)) : words.linkLasts
  const used = maxUses === undefined ? words.linkUnlimited : words.linkUsed(uses, maxUses)
  const flaw = flawOf(link.data, new Date())
  const roles = list(defaultRoleIds.map(nameOf))
  return (
    <Stack gap="md">
      <div>
        <Title order={3} size="h5">
          {flaw ? words.linkUseless : words.linkTitle}
        </Title>
        <Text>{flaw ? words[flaw] : words.linkText(roles)}</Text>
      </div>
      <LinkSwitch link={link.data} />
      <CopyField
        label={words.link}
        text={url}
        button={words.copyLink}
        said={words.linkCopied(roles)}
        quiet={flaw !== undefined}
      />
      <List size="sm" c="dimmed" spacing={4}>
        <List.Item>{lasts}</List.Item>
        <List.Item>{used}</List.Item>
        {allowedDomains.length > 0 && <List.Item>{words.linkFor(list(allowedDomains))}</List.Item>}
        {link.data.needsApproval && <List.Item>{words.needsApprovalShort}</List.Item>}
        <List.Item>{words.linkRoles}</List.Item>
      </List>
      <Group gap="xs">
        <Button
          variant="default"
          size="sm"
          leftSection={<IconQrcode size={16} aria-hidden />}
          aria-expanded={code}
          onClick={() => setCode(!code)}
        >
          {code ? words.hideQr : words.showQr}
        </Button>
        <Button
          variant="default"
          size="sm"
          leftSection={<IconAdjustments size={16} aria-hidden />}
          aria-expanded={options}
          onClick={() => setOptions(!options)}
        >
          {words.linkOptions}
        </Button>
      </Group>
      {options && <LinkOptions key={url} link={link.data} />}
      {code && (
        <Center mih={220}>
          <Suspense fallback={<Loader />}>
            <QrCode value={url} size={220} marginSize={4} title={words.qr} role="img" />
          </Suspense>
        </Center>
      )}
      <Divider />
      <MoreLinks />
    </Stack>
  )
}
