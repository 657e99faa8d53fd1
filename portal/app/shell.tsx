/** The frame of every page of an account: the bar with the pages, the account and the person, and the content. */
import { ActionIcon, Anchor, Group } from '@mantine/core'
import { useDisclosure, useHotkeys } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { lazy, type ReactNode, Suspense } from 'react'
import { Link, useLocation } from 'wouter'
import type { Membership } from '../react/data/account.ts'
import { useWords } from '../words/portal-words.tsx'
// Loaded before any window opens, because a window may come with its own file.
import '../react/ui/focus-memory.ts'
import { type PageName, pagesOf, pathOf } from '../react/data/paths.ts'
import { AccountSwitcher } from '../react/ui/account-switcher.tsx'
import { Logo } from '../start/logo.tsx'
import { ProductLinks } from '../start/product-links.tsx'
import { useSession } from './session-context.ts'
import classes from './shell.module.css'
import { UserMenu } from './user-menu.tsx'

const Palette = lazy(async () => ({ default: (await import('../react/palette/palette.tsx')).Palette }))

type Props = {
  readonly membership: Membership
  readonly memberships: readonly Membership[]
  readonly email: string
  readonly children: ReactNode
}

export const Shell = ({ membership, memberships, email, children }: Props) => {
  const words = useWords('frame')
  const palette = useWords('palette')
  const { brand, productName } = useSession().settings
  const [, navigate] = useLocation()
  const [searching, search] = useDisclosure()
  useHotkeys([['mod+K', search.open]], [])
  return (
    <>
      <a href="#content" className={classes.skip}>
        {words.skipToContent}
      </a>
      <header className={classes.bar}>
        <div className={classes.content}>
          <Group gap="sm" wrap="nowrap" miw={0}>
            <Logo size={28} brand={brand} />
            <span className={classes.product}>{productName}</span>
            <AccountSwitcher
              membership={membership}
              memberships={memberships}
              choose={(accountId) => navigate(`/accounts/${accountId}`)}
            />
          </Group>
          <Pages membership={membership} />
          <Group gap="xs" wrap="nowrap">
            <ActionIcon
              variant="subtle"
              color="gray"
              size={36}
              aria-label={palette.open}
              aria-keyshortcuts="Meta+K Control+K"
              title={`${palette.open} (${commandKey}K)`}
              onClick={search.open}
            >
              <IconSearch size={18} />
            </ActionIcon>
            <UserMenu email={email} membership={membership} />
          </Group>
        </div>
      </header>
      <main id="content" tabIndex={-1} className={classes.main}>
        {children}
      </main>
      <ProductLinks
        links={brand.links}
        words={words.productLinks}
        label={words.productLinksOf}
        className={classes.links}
      />
      {searching && (
        <Suspense>
          <Palette close={search.close} />
        </Suspense>
      )}
    </>
  )
}

/** The key's name on the keyboard. */
const commandKey = /Mac|iPhone|iPad/.test(navigator.userAgent) ? '⌘' : 'Ctrl+'

const Pages = ({ membership }: { readonly membership: Membership }) => {
  const words = useWords('frame')
  const [path] = useLocation()
  const titles: Readonly<Record<PageName, string>> = {
    users: words.users,
    roles: words.roles,
    audit: words.audit,
    account: words.accountPage,
  }
  return (
    <Group component="nav" gap={4} wrap="nowrap" className={classes.pages} aria-label={words.mainNavigation}>
      {pagesOf(membership).map((page) => {
        const to = pathOf(membership.accountId, page)
        return (
          <Anchor
            key={page}
            component={Link}
            to={to}
            className={classes.page}
            aria-current={path === to ? 'page' : path.startsWith(`${to}/`) ? 'true' : undefined}
          >
            {titles[page]}
          </Anchor>
        )
      })}
    </Group>
  )
}
