/** The name of the account and, for people in several, the way to the others. */
import { AccountSwitcher as Switcher } from '../react/ui/account-switcher.tsx'
import { OfAccount } from './of-account.tsx'
import { Part } from './part.tsx'
import { useSettings } from './settings.ts'

export const AccountSwitcher = () => {
  const { choose } = useSettings()
  return (
    <Part inline>
      {() => (
        <OfAccount quiet>
          {(membership, memberships) => (
            <Switcher membership={membership} memberships={memberships} choose={choose} />
          )}
        </OfAccount>
      )}
    </Part>
  )
}
