/** The account's domains: each with its state, how people join by it, and the record that proves it. */
import { Button, Group, Paper, Stack, Text, Title } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { mostDomains, type VerifiedDomain } from '../../../shared/contract/domains.ts'
import { useWords } from '../../words/portal-words.tsx'
import { useAccount, useMay } from '../data/account.ts'
import { useUsher } from '../data/api.ts'
import { domainsQuery } from '../data/domains.ts'
import { Failed, Loading } from '../ui/notice.tsx'
import { DomainForm } from './domain-form.tsx'
import { DomainRow } from './domain-row.tsx'

export const Domains = () => (useMay('account:write') ? <Section /> : null)

const Section = () => {
  const words = useWords('domains')
  const { accountId } = useAccount()
  const domains = useQuery(domainsQuery(useUsher(), accountId))
  const [editing, setEditing] = useState<VerifiedDomain | 'new'>()
  return (
    <Paper withBorder component="section" p="lg" aria-label={words.title}>
      <Stack gap="md">
        <Group justify="space-between" align="flex-start">
          <div style={{ flex: '1 1 16rem' }}>
            <Title order={2} size="h4">
              {words.title}
            </Title>
            <Text size="sm" c="dimmed">
              {words.intro}
            </Text>
          </div>
          <Button
            size="sm"
            variant="default"
            leftSection={<IconPlus size={16} aria-hidden />}
            disabled={(domains.data?.length ?? 0) >= mostDomains}
            onClick={() => setEditing('new')}
          >
            {words.add}
          </Button>
        </Group>
        {domains.isPending && <Loading />}
        {domains.isError && <Failed error={domains.error} retry={domains.refetch} />}
        {domains.data?.length === 0 && (
          <Text size="sm" c="dimmed">
            {words.none}
          </Text>
        )}
        {domains.data?.map((domain) => (
          <DomainRow key={domain.domain} domain={domain} edit={() => setEditing(domain)} />
        ))}
      </Stack>
      {editing && (
        <DomainForm domain={editing === 'new' ? undefined : editing} close={() => setEditing(undefined)} />
      )}
    </Paper>
  )
}
