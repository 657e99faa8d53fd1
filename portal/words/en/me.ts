/** The page about the person who looks at it. */
export const me = {
  title: 'Your profile',
  profile: 'Profile',
  profileText: (account: string) => `How others in ${account} see you.`,
  emailHint: 'You sign in with this address.',
  saved: 'Your profile was saved.',
  preferences: 'Preferences',
  preferencesText: 'For this browser.',
  accounts: 'Your accounts',
  here: (roles: string) => `You're here as ${roles}`,
  notHere: 'Switch to this account',
  leaveHint: "You'll lose access, and your name, email and phone are deleted from this account.",
}
